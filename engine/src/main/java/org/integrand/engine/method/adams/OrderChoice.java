package org.integrand.engine.method.adams;

import java.util.List;

/// How an Adams solve chooses order and step.
///
/// The order falls when the errors of the next lower two are no larger, and rises when that of the next
/// higher is smaller. The step is doubled, kept, or shortened to between a half and nine tenths: equal
/// steps make the best estimates. Source: L. F. Shampine, M. K. Gordon, "Computer Solution of Ordinary
/// Differential Equations"
/// (1975), chapters 6 and 7.
final class OrderChoice {
    private final int most;
    private int order = 1;
    private double proposal = Double.NaN;
    private boolean starting = true;
    private int failures;

    OrderChoice(int most) {
        this.most = most;
    }

    /// k, the number of past slopes for the next step.
    int order() {
        return order;
    }

    /// Length of the next step, NaN before the first.
    double proposal() {
        return proposal;
    }

    /// Whether order k + 1 may be looked at.
    boolean mayRaise() {
        return order < most;
    }

    /// The step was not good enough, or not finite.
    void rejected(double length, boolean lowerIsBetter) {
        starting = false;
        failures++;
        if (failures >= 3) order = 1;
        else if (lowerIsBetter) order--;
        proposal = 0.5 * length;
    }

    /// The step was taken; errors of orders k - 2, k - 1, k and k + 1, NaN where there is none.
    void accepted(double length, double below2, double below, double error, double above) {
        failures = 0;
        boolean lowerIsBetter = lowerIsBetter(below2, below, error);
        starting &= !lowerIsBetter && order < most && error <= 0.25;
        if (starting) {
            order++;
            proposal = 2 * length;
            return;
        }
        double chosen = error;
        if (lowerIsBetter) {
            order--;
            chosen = below;
        } else if (above < (order == 1 ? 0.5 * error : error)) {
            order++;
            chosen = above;
        }
        if (chosen * (2L << order) <= 0.5) proposal = 2 * length;
        else if (chosen <= 0.5) proposal = length;
        else proposal = length * Math.clamp(StrictMath.exp(StrictMath.log(0.5 / chosen) / (order + 1)), 0.5, 0.9);
    }

    boolean lowerIsBetter(double below2, double below, double error) {
        if (order == 1) return false;
        if (order == 2) return below <= 0.5 * error;
        return Math.max(below, below2) <= error;
    }

    List<Double> memory() {
        return List.of((double) order, proposal, starting ? 1.0 : 0.0, (double) failures);
    }

    void recall(List<Double> numbers) {
        order = numbers.get(0).intValue();
        proposal = numbers.get(1);
        starting = numbers.get(2) != 0;
        failures = numbers.get(3).intValue();
    }
}

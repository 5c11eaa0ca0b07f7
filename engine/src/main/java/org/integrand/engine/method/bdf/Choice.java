package org.integrand.engine.method.bdf;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.method.implicit.RadauStart;

/// How a BDF solve chooses order and step: as long a step as the error allows, of this order or of a neighbour's,
/// changed only when the gain is worth a new matrix.
///
/// After q + 1 steps at order q the errors of orders q - 1, q and q + 1 are estimated; each would allow
/// h (safety error)^(-1 / (order + 1)) with safety 6, 6 and 10. The longest wins if it is at least 1.5 h.
/// After a start with order 3 ([RadauStart]) the next order wins for any gain, until it has none: where
/// order 5 is worth much more than 1.5 h, order 4 alone may not be.
///
/// Source: P. N. Brown, G. D. Byrne, A. C. Hindmarsh, "VODE: a variable-coefficient ODE solver", SIAM J. Sci. Stat.
/// Comput. 10 (1989), section 2; A. C. Hindmarsh et al., "SUNDIALS", ACM TOMS 31 (2005), section 2.1.
final class Choice {
    private static final double WORTHWHILE = 1.5;

    private final int maxOrder;
    private double proposal = Double.NaN;
    private double growth = 1e4; // the first step is chosen with care: the second may be much longer
    private int waiting = 2;
    private int failures;
    private boolean troubled;
    private boolean climbs; // takes the next order for any gain, since a first step that was not of this method

    Choice(int maxOrder) {
        this.maxOrder = maxOrder;
    }

    /// Length of the step to try next; NaN before the first.
    double proposal() {
        return proposal;
    }

    /// Whether so many attempts in a row were too inaccurate that the higher columns of the history must mislead.
    boolean distrustsHistory() {
        return failures > 3;
    }

    /// The history was cut down to `order`.
    void restarted(int order) {
        failures = 3;
        waiting = order == 1 ? 10 : order + 1;
    }

    /// A first step of length h was made by [RadauStart], with the estimate 0.00458 h^4 y^(4). The next one with
    /// order 3 has an error of 0.0568 h^4 y^(4), 12 times as much, if it is as long. 20 is on the safe side;
    /// factors of 5, 10 and 12 make no difference to the mean work of whole solves.
    void started(double h, double error) {
        growth = 10;
        waiting = RadauStart.ORDER + 1;
        climbs = true;
        proposal = Math.abs(h) * Math.min(factor(6 * 20 * error, RadauStart.ORDER + 1), growth);
    }

    /// The attempt found no solution.
    void noSolution(double h) {
        troubled = true;
        proposal = 0.25 * Math.abs(h);
    }

    /// The attempt's error is above 1.
    void tooInaccurate(double h, double error, int q) {
        troubled = true;
        failures++;
        double factor = failures > 3 ? 0.1 : Math.max(0.1, factor(6 * error, q + 1));
        if (failures > 1) factor = Math.min(factor, 0.2);
        proposal = factor * Math.abs(h);
    }

    /// The step was taken.
    ///
    /// @return whether it is time to compare orders; otherwise the proposal is made
    boolean accepted(double h, double error, int q) {
        waiting--;
        failures = 0;
        boolean compares = false;
        boolean rejectedBefore = troubled && error <= 1; // above 1: a controller that takes whatever comes
        if (rejectedBefore) {
            waiting = Math.max(waiting, 2);
            proposal = Math.abs(h);
            growth = 10;
        } else if (waiting == 0) {
            waiting = 2;
            compares = true;
        } else {
            propose(h, factor(6 * error, q + 1));
        }
        troubled = false;
        return compares;
    }

    /// Whether a higher order is allowed.
    boolean mayRaise(int q) {
        return q < maxOrder;
    }

    /// Chooses the order with the longest step.
    ///
    /// @param below error of order q - 1, NaN when there is none
    /// @param above error of order q + 1, NaN when there is none
    /// @return the change of order, -1, 0 or 1
    int compare(double h, double error, double below, double above, int q) {
        double same = factor(6 * error, q + 1);
        double lower = Double.isNaN(below) ? 0 : factor(6 * below, q);
        double higher = Double.isNaN(above) ? 0 : factor(10 * above, q + 2);
        double best = Math.max(same, Math.max(lower, higher));
        propose(h, best);
        climbs &= best == higher;
        if (best == same || (best < WORTHWHILE && !climbs)) return 0;
        int change = best == lower ? -1 : 1;
        waiting = q + change + 1;
        return change;
    }

    List<Double> numbers() {
        return List.of(proposal, growth, (double) waiting, (double) failures, troubled ? 1.0 : 0.0, climbs ? 1.0 : 0.0);
    }

    void recall(Iterator<Double> numbers) {
        proposal = numbers.next();
        growth = numbers.next();
        waiting = numbers.next().intValue();
        failures = numbers.next().intValue();
        troubled = numbers.next() != 0;
        climbs = numbers.next() != 0;
    }

    private void propose(double h, double factor) {
        proposal = Math.abs(h) * (factor < WORTHWHILE ? 1 : Math.min(factor, growth));
        growth = 10;
    }

    /// error^(-1 / k), at most a million. Not by StrictMath.pow, which allocates.
    private static double factor(double error, int k) {
        return 1 / (StrictMath.exp(StrictMath.log(error) / k) + 1e-6);
    }
}

package org.integrand.engine.method.extrapolation;

import java.util.List;

/// How many rows a step shall have, and how long it shall be.
///
/// With k rows and error e_k, the step H_k = h 0.94 (0.65 / e_k)^(1 / (2 k - 1)) would be just good enough, and
/// costs W_k = evaluations / H_k for a unit of time: the k with the least W_k wins, moving by one row at a
/// time. A step aims at k rows, may end with k - 1 when these suffice, and gets one more when this is likely to
/// help.
///
/// Source: E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary Differential Equations I", II.9, "Order and
/// step size control", with the constants of the authors' code ODEX.
final class RowChoice {
    private static final int MOST = Extrapolation.MOST_ROWS - 1;

    private final double[] step = new double[Extrapolation.MOST_ROWS + 1];
    private final double[] work = new double[Extrapolation.MOST_ROWS + 1];
    private int target;
    private double proposal = Double.NaN;
    private boolean first = true;
    private boolean rejectedBefore;

    /// @param relative relative tolerance, which tells how many rows to begin with
    RowChoice(double relative) {
        int begin = (int) (-StrictMath.log10(Math.max(relative, 1e-16)) * 0.6 + 1.5);
        target = Math.clamp(begin, 2, MOST);
    }

    /// Length of the next step, NaN before the first.
    double proposal() {
        return proposal;
    }

    /// At most so many rows are made.
    int limit() {
        return target + 1;
    }

    /// Notes the error of k >= 2 rows of a step.
    void error(int k, double length, double error) {
        double exponent = 1.0 / (2 * k - 1);
        double least = StrictMath.exp(StrictMath.log(0.02) * exponent);
        double factor = StrictMath.exp(StrictMath.log(error / 0.65) * exponent) / 0.94;
        step[k] = length / Math.clamp(factor, least, 4 / least);
        work[k] = Extrapolation.evaluations(k) / step[k];
    }

    /// Whether a step with k rows of this error is taken.
    boolean enough(int k, double error) {
        return error <= 1 && (first || k >= target || (k == target - 1 && target > 2 && !rejectedBefore));
    }

    /// Whether it is taken, or further rows are not likely to help.
    boolean hopeless(int k, double error, double errorBefore) {
        if (k > 2 && error >= Math.max(1, 4 * errorBefore)) return true;
        if (k == limit()) return true;
        double next = Extrapolation.substeps(target + 1);
        double this_ = Extrapolation.substeps(target);
        if (k == target - 1 && target > 2 && !rejectedBefore) return error > square(next * this_ / 4);
        return k == target && error > square(next / 2);
    }

    private static double square(double x) {
        return x * x;
    }

    /// The step was not finite.
    void lost(double length) {
        rejectedBefore = true;
        proposal = 0.25 * length;
    }

    /// The step with k rows was not good enough.
    void rejected(int k) {
        rejectedBefore = true;
        target = Math.min(target, Math.min(k, MOST));
        if (target > 2 && work[target - 1] < 0.8 * work[target]) target--;
        proposal = step[target];
    }

    /// The step with k rows was taken.
    void accepted(int k, double length) {
        int best = best(k);
        if (rejectedBefore) {
            target = Math.min(best, k);
            proposal = Math.min(length, step[target]);
        } else if (best <= k) {
            proposal = step[best];
            target = best;
        } else {
            boolean early = k < target && k > 2 && work[k] < 0.9 * work[k - 1];
            int rows = early ? Math.min(best + 1, Extrapolation.MOST_ROWS) : best;
            proposal = step[k] * Extrapolation.evaluations(rows) / Extrapolation.evaluations(k);
            target = best;
        }
        rejectedBefore = false;
        first = false;
    }

    private int best(int k) {
        if (k == 2) return rejectedBefore ? 2 : 3;
        if (k <= target) {
            if (work[k - 1] < 0.8 * work[k]) return k - 1;
            return work[k] < 0.9 * work[k - 1] ? Math.min(k + 1, MOST) : k;
        }
        int best = k > 3 && work[k - 2] < 0.8 * work[k - 1] ? k - 2 : k - 1;
        return work[k] < 0.9 * work[best] ? Math.min(k, MOST) : best;
    }

    List<Double> memory() {
        return List.of((double) target, proposal, first ? 1.0 : 0.0, rejectedBefore ? 1.0 : 0.0);
    }

    void recall(List<Double> memory) {
        target = memory.get(0).intValue();
        proposal = memory.get(1);
        first = memory.get(2) != 0;
        rejectedBefore = memory.get(3) != 0;
    }
}

package org.integrand.engine.method.implicit;

/// Judges a simplified Newton iteration by the sizes of its changes: with the rate r at which they shrink, what is left
/// after a change d is about d r / (1 - r). The rate of the solve before serves until this one has its own.
///
/// Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", IV.8 "Convergence of the simplified
/// Newton
/// iteration".
final class Contraction {
    private static final double FLOOR = 0.01;

    private final double allowed;
    private final int most;
    private double left = 1; // r / (1 - r)
    private double rate;
    private double before;
    private double ratioBefore;
    private int iteration;

    /// @param allowed  what may be left, in the units of the changes
    /// @param relative the tolerance in these units; below ten roundings the iteration cannot go
    /// @param most     iterations
    Contraction(double allowed, double relative, int most) {
        this.allowed = relative > 0 ? Math.max(allowed, 10 * Math.ulp(1.0) / relative) : allowed;
        this.most = most;
    }

    /// What to do after an iteration.
    enum Verdict {
        CONVERGED,
        GO_ON,
        HOPELESS
    }

    void begin() {
        iteration = 0;
        rate = 0;
        left = Math.max(FLOOR, Math.sqrt(left)); // trust in the last solve fades
    }

    /// The matrix is new: nothing is known of its rate.
    void forget() {
        left = 1;
    }

    /// What it knows of the matrix, for [#recall].
    double memory() {
        return left;
    }

    void recall(double memory) {
        left = memory;
    }

    /// The rate of the solve, 0 when one iteration was enough.
    double rate() {
        return rate;
    }

    Verdict judge(double change) {
        if (!Double.isFinite(change)) return Verdict.HOPELESS;
        iteration++;
        if (iteration > 1) {
            double ratio = change / before;
            rate = iteration == 2 ? ratio : Math.sqrt(ratio * ratioBefore);
            ratioBefore = ratio;
            if (rate >= 0.99) return Verdict.HOPELESS;
            left = rate / (1 - rate);
        }
        before = Math.max(change, Double.MIN_NORMAL);
        if (left * change <= allowed) return Verdict.CONVERGED;
        return iteration == most || (iteration > 1 && hopeless(change)) ? Verdict.HOPELESS : Verdict.GO_ON;
    }

    /// whether the iterations that remain are too few at this rate
    private boolean hopeless(double change) {
        double last = left * change;
        for (int i = iteration; i < most; i++) last *= rate;
        return last > allowed;
    }
}

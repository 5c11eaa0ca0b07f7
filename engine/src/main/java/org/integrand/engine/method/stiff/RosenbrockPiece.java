package org.integrand.engine.method.stiff;

import org.integrand.engine.method.Interpolant;

/// A kept step of a Rosenbrock method. Safe to read from several threads.
final class RosenbrockPiece implements Interpolant<double[]> {
    private final double start;
    private final double end;
    private final double[] before;
    private final double[] after;
    private final double[][] k;

    RosenbrockPiece(double start, double end, double[] before, double[] after, double[][] k) {
        this.start = start;
        this.end = end;
        this.before = before;
        this.after = after;
        this.k = k;
    }

    @Override
    public double start() {
        return start;
    }

    @Override
    public double end() {
        return end;
    }

    @Override
    public void at(double t, double[] into) {
        evaluate((t - start) / (end - start), before, after, k, into);
    }

    @Override
    public Interpolant<double[]> keep() {
        return this;
    }

    /// into = (1 - theta) before + theta (after + (1 - theta) (k_0 + theta (k_1 + ...)))
    static void evaluate(double theta, double[] before, double[] after, double[][] k, double[] into) {
        double rest = 1 - theta;
        for (int i = 0; i < into.length; i++) {
            double bend = 0;
            for (int m = k.length - 1; m >= 0; m--) bend = bend * theta + k[m][i];
            into[i] = rest * before[i] + theta * (after[i] + rest * bend);
        }
    }
}

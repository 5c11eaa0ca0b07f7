package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// g(t) dW with m processes: the state does not matter, and Ito's and Stratonovich's equation are the same.
///
/// @param processes m
/// @param matrix    g
public record AdditiveNoise(int processes, Matrix matrix) implements CommutativeNoise<AdditiveNoise> {
    private static final double[] NO_STATE = {};

    public AdditiveNoise {
        if (processes < 1) throw new IllegalArgumentException("processes " + processes + ": expected at least 1");
    }

    /// g(t).
    @FunctionalInterface
    public interface Matrix {
        /// into = g(t), n m numbers row by row; all are to be written.
        void at(double t, double[] into);
    }

    /// Each variable has a process of its own with this constant strength.
    public static AdditiveNoise ofStrengths(double... strengths) {
        int n = strengths.length;
        double[] g = new double[n * n];
        for (int i = 0; i < n; i++) g[i * n + i] = strengths[i];
        return constant(n, g);
    }

    /// Constant g, n m numbers row by row.
    public static AdditiveNoise constant(int processes, double... g) {
        double[] kept = g.clone();
        return new AdditiveNoise(processes, (_, into) -> {
            if (into.length != kept.length)
                throw new IllegalArgumentException(
                        "noise of " + kept.length + " numbers: expected variables times processes, " + into.length);
            System.arraycopy(kept, 0, into, 0, kept.length);
        });
    }

    @Override
    public int processes(int variables) {
        return processes;
    }

    @Override
    public int size(int variables) {
        return variables * processes;
    }

    @Override
    public void evaluate(double t, double[] y, double[] into) {
        matrix.at(t, into);
    }

    @Override
    public void times(double[] g, double[] increment, double[] into) {
        rowsTimes(g, increment, into);
    }

    @Override
    public AdditiveNoise wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        var field = wrapping.apply((t, _, into) -> matrix.at(t, into));
        return new AdditiveNoise(processes, (t, into) -> field.evaluate(t, NO_STATE, into));
    }

    /// into_i = sum_j g_ij dW_j
    static void rowsTimes(double[] g, double[] increment, double[] into) {
        int m = increment.length;
        for (int i = 0; i < into.length; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) sum += g[i * m + j] * increment[j];
            into[i] = sum;
        }
    }
}

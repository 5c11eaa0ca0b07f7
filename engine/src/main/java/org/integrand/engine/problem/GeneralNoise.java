package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// g(t, y) dW with m processes and no further structure.
///
/// @param processes m
/// @param matrix    g: writes n m numbers row by row
public record GeneralNoise(int processes, VectorField<double[]> matrix) implements Noise<GeneralNoise> {
    public GeneralNoise {
        if (processes < 1) throw new IllegalArgumentException("processes " + processes + ": expected at least 1");
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
        matrix.evaluate(t, y, into);
    }

    @Override
    public void times(double[] g, double[] increment, double[] into) {
        AdditiveNoise.rowsTimes(g, increment, into);
    }

    @Override
    public GeneralNoise wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new GeneralNoise(processes, wrapping.apply(matrix));
    }
}

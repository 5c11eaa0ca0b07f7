package org.integrand.engine.sensitivity;

import java.util.stream.IntStream;
import org.integrand.engine.space.DoubleSpace;

/// y + h sum_i w_i k_i over the weights that are not zero: one `combine`, as the stepper makes it, so
/// that a step made again has the same bits.
final class StageWeights {
    private final DoubleSpace space;
    private final int[] used;
    private final double[] weights;
    private final double[] coefficients;
    private final double[][] terms;

    StageWeights(DoubleSpace space, double[] all) {
        this.space = space;
        used = IntStream.range(0, all.length).filter(i -> all[i] != 0).toArray();
        weights = IntStream.of(used).mapToDouble(i -> all[i]).toArray();
        coefficients = new double[1 + used.length];
        terms = new double[1 + used.length][];
    }

    void add(double h, double[] y, double[][] k, double[] into) {
        coefficients[0] = 1;
        terms[0] = y;
        for (int i = 0; i < used.length; i++) {
            coefficients[i + 1] = h * weights[i];
            terms[i + 1] = k[used[i]];
        }
        space.combine(coefficients, terms, coefficients.length, into);
    }
}

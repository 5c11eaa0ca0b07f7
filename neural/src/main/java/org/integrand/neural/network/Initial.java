package org.integrand.neural.network;

import java.util.random.RandomGenerator;

/// How a parameter starts.
public enum Initial {
    ZERO,
    ONE,
    /// Uniform on +-sqrt(3 / fan-in), variance 1/fan-in: keeps the size of the signal (LeCun et al. 1998; He et al.
    /// 2015).
    SCALED,
    /// Standard normal: embedding tables.
    NORMAL;

    float[] values(int[] shape, RandomGenerator random) {
        int size = 1;
        for (int n : shape) size *= n;
        var values = new float[size];
        int fanIn = size / shape[0];
        double bound = Math.sqrt(3.0 / fanIn);
        for (int i = 0; i < size; i++)
            values[i] = switch (this) {
                case ZERO -> 0;
                case ONE -> 1;
                case SCALED -> (float) (bound * (2 * random.nextDouble() - 1));
                case NORMAL -> (float) random.nextGaussian();
            };
        return values;
    }
}

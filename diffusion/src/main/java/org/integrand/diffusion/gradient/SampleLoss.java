package org.integrand.diffusion.gradient;

/// A number L made of the samples, with its gradient.
///
/// @param <Y> a batch of samples, `double[]` or `float[]`
@FunctionalInterface
public interface SampleLoss<Y> {
    /// L, and gradient = dL/dx.
    ///
    /// @param samples  the batch, to be left as it is
    /// @param gradient to be filled, every number of it
    double of(Y samples, Y gradient);

    /// L = 1/2 sum |x - target|^2 over the batch.
    ///
    /// @param target one sample, or one for each of the batch
    static SampleLoss<double[]> squaredDistance(double... target) {
        double[] own = target.clone();
        return (x, gradient) -> {
            requireMultiple(x.length, own.length);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                gradient[i] = x[i] - own[i % own.length];
                sum += gradient[i] * gradient[i];
            }
            return sum / 2;
        };
    }

    /// The same for floats, summed in double.
    static SampleLoss<float[]> squaredDistance(float... target) {
        float[] own = target.clone();
        return (x, gradient) -> {
            requireMultiple(x.length, own.length);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double difference = (double) x[i] - own[i % own.length];
                gradient[i] = (float) difference;
                sum += difference * difference;
            }
            return sum / 2;
        };
    }

    private static void requireMultiple(int samples, int target) {
        if (target == 0 || samples % target != 0)
            throw new IllegalArgumentException("target of " + target
                    + " numbers: expected as many as a sample, or as the" + " batch, which has " + samples);
    }
}

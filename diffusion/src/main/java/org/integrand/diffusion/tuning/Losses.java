package org.integrand.diffusion.tuning;

import org.integrand.diffusion.gradient.SampleLoss;

/// Losses of samples that are compared with other samples, or with moments.
public final class Losses {
    private Losses() {}

    /// The mean over all numbers of (x - target)^2.
    ///
    /// @param target as many numbers as the batch
    public static SampleLoss<float[]> meanSquare(float[] target) {
        float[] own = target.clone();
        return (x, gradient) -> {
            if (x.length != own.length)
                throw new IllegalArgumentException(
                        "target of " + own.length + " numbers: expected " + x.length + " as in the batch");
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double difference = (double) x[i] - own[i];
                gradient[i] = (float) (2 * difference / x.length);
                sum += difference * difference;
            }
            return sum / x.length;
        };
    }

    /// sum over components of (mean - wanted mean)^2 + (deviation - wanted deviation)^2, over the batch: the
    /// squared Wasserstein-2 distance of Gaussians with these moments and independent components.
    public static SampleLoss<float[]> moments(double[] mean, double[] deviation) {
        if (mean.length == 0 || mean.length != deviation.length)
            throw new IllegalArgumentException("moments: " + mean.length + " means and " + deviation.length
                    + " deviations, expected as many of each, at least 1");
        double[] means = mean.clone();
        double[] deviations = deviation.clone();
        return (x, gradient) -> {
            int d = means.length;
            if (x.length % d != 0 || x.length < 2 * d)
                throw new IllegalArgumentException("moments of " + d + " components: a batch of " + x.length
                        + " numbers, expected those of at least two samples");
            int n = x.length / d;
            double loss = 0;
            for (int j = 0; j < d; j++) {
                double m = 0;
                for (int i = 0; i < n; i++) m += (double) x[i * d + j] / n;
                double square = 0;
                for (int i = 0; i < n; i++) square += (x[i * d + j] - m) * (x[i * d + j] - m) / n;
                double s = Math.sqrt(square);
                loss += (m - means[j]) * (m - means[j]) + (s - deviations[j]) * (s - deviations[j]);
                double along = s == 0 ? 0 : (s - deviations[j]) / s;
                for (int i = 0; i < n; i++)
                    gradient[i * d + j] = (float) (2 * ((m - means[j]) + along * (x[i * d + j] - m)) / n);
            }
            return loss;
        };
    }
}

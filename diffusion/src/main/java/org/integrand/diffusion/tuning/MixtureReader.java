package org.integrand.diffusion.tuning;

import java.util.Arrays;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.GaussianMixture.Component;

/// Classifiers of the samples of a mixture: p(k | x) ~ w_k N(x; m_k, s_k^2). With the mixture's own numbers it is
/// Bayes'
/// rule, which no classifier beats; with one deviation and equal weights for all it looks at the nearest mean
/// only.
public final class MixtureReader implements SampleClassifier {
    private final int dimension;
    private final double[] logWeight;
    private final double[][] mean;
    private final double[][] variance;

    private MixtureReader(double[] logWeight, double[][] mean, double[][] variance) {
        this.dimension = mean[0].length;
        this.logWeight = logWeight;
        this.mean = mean;
        this.variance = variance;
    }

    private static double[][] means(GaussianMixture mixture) {
        return mixture.components().stream()
                .map(c -> c.mean().stream().mapToDouble(m -> m).toArray())
                .toArray(double[][]::new);
    }

    /// Bayes' rule.
    ///
    /// @throws IllegalArgumentException when a deviation is 0
    public static MixtureReader bayes(GaussianMixture mixture) {
        double[][] variance = mixture.components().stream()
                .map(c -> c.deviation().stream().mapToDouble(s -> s * s).toArray())
                .toArray(double[][]::new);
        for (double[] row : variance)
            for (double v : row)
                if (v == 0) throw new IllegalArgumentException("mixture deviation 0: Bayes' rule needs densities, > 0");
        double[] weights = mixture.components().stream()
                .mapToDouble(c -> Math.log(c.weight()))
                .toArray();
        return new MixtureReader(weights, means(mixture), variance);
    }

    /// The nearest mean, all deviations taken for their root mean square.
    public static MixtureReader nearestMean(GaussianMixture mixture) {
        double pooled = mixture.components().stream()
                .map(Component::deviation)
                .flatMap(s -> s.stream())
                .mapToDouble(s -> s * s)
                .average()
                .orElseThrow();
        var variance = new double[mixture.components().size()][mixture.dimension()];
        for (double[] row : variance) Arrays.fill(row, Math.max(pooled, 1e-12));
        return new MixtureReader(new double[variance.length], means(mixture), variance);
    }

    @Override
    public double[] crossEntropy(float[] samples, int[] labels, float[] gradient) {
        var result = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double[] p = posterior(samples, i * dimension);
            result[i] = -Math.log(Math.max(p[labels[i]], Double.MIN_NORMAL));
            for (int j = 0; j < dimension; j++) {
                double slope = 0; // d log p(label) / dx = g_label - sum_k p_k g_k with g_k = -(x - m_k) / v_k
                for (int k = 0; k < p.length; k++)
                    slope += ((k == labels[i] ? 1 : 0) - p[k])
                            * (mean[k][j] - samples[i * dimension + j])
                            / variance[k][j];
                gradient[i * dimension + j] = (float) -slope;
            }
        }
        return result;
    }

    private double[] posterior(float[] x, int at) {
        var p = new double[mean.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                double d = x[at + j] - mean[k][j];
                sum += Math.log(variance[k][j]) + d * d / variance[k][j];
            }
            p[k] = logWeight[k] - sum / 2;
            largest = Math.max(largest, p[k]);
        }
        double total = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(p[k] - largest);
            total += p[k];
        }
        for (int k = 0; k < p.length; k++) p[k] /= total;
        return p;
    }

    @Override
    public int[] read(float[] samples) {
        var classes = new int[samples.length / dimension];
        for (int i = 0; i < classes.length; i++) {
            double[] p = posterior(samples, i * dimension);
            for (int k = 1; k < p.length; k++) if (p[k] > p[classes[i]]) classes[i] = k;
        }
        return classes;
    }
}

package org.integrand.engine.ensemble;

/// Mean and variance over the paths at one time, each with its standard error (one standard deviation of what another
/// set of as many paths would give).
public final class Moments {
    private final double t;
    private final long paths;
    private final double[] mean;
    private final double[] variance;
    private final double[] varianceError;

    Moments(double t, long paths, double[] mean, double[] variance, double[] varianceError) {
        this.t = t;
        this.paths = paths;
        this.mean = mean;
        this.variance = variance;
        this.varianceError = varianceError;
    }

    /// When.
    public double t() {
        return t;
    }

    /// Mean of variable i.
    public double mean(int i) {
        return mean[i];
    }

    /// sqrt(variance / paths)
    public double meanError(int i) {
        return Math.sqrt(variance[i] / paths);
    }

    /// Unbiased variance of variable i.
    public double variance(int i) {
        return variance[i];
    }

    /// sqrt((m4 - m2^2) / paths) with the central moments m2, m4 over the paths
    public double varianceError(int i) {
        return varianceError[i];
    }

    /// sqrt(variance)
    public double standardDeviation(int i) {
        return Math.sqrt(variance[i]);
    }

    /// Number of variables.
    public int variables() {
        return mean.length;
    }
}

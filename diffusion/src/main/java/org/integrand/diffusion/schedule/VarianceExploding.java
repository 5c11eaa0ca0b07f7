package org.integrand.diffusion.schedule;

/// Time is the noise level: alpha = 1, sigma = t. Source: T. Karras et al., "Elucidating the design space of
/// diffusion-based generative models",
/// NeurIPS 2022.
///
/// @param sigmaMax largest noise level, T
public record VarianceExploding(double sigmaMax) implements NoiseSchedule {
    public VarianceExploding {
        if (!(sigmaMax > 0 && sigmaMax <= 1e6))
            throw new IllegalArgumentException("sigmaMax " + sigmaMax + ": expected 0 < sigmaMax <= 1e6");
    }

    @Override
    public double logAlpha(double t) {
        return 0;
    }

    @Override
    public double sigma(double t) {
        return t;
    }

    @Override
    public double time(double lambda) {
        return Math.exp(-lambda);
    }

    @Override
    public double tMin() {
        return 0;
    }

    @Override
    public double tMax() {
        return sigmaMax;
    }
}

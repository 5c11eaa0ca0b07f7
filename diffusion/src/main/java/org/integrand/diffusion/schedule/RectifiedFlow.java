package org.integrand.diffusion.schedule;

/// Flow matching along straight lines: x_t = (1 - sigma) x_0 + sigma n, so alpha = 1 - sigma, with
/// sigma = s t / (1 + (s - 1) t), 0 <= t <= 1. The shift s > 1 spends more of the time at high noise, as large
/// images want it; s = 1 is sigma = t.
/// Sources: X. Liu, C. Gong, Q. Liu, "Flow straight and fast", ICLR 2023; P. Esser et al., "Scaling rectified flow
/// transformers for high-resolution image synthesis", ICML 2024, eq. 23 (the shift).
///
/// At t = 1 there is noise only: alpha = 0, lambda = -infinity, rho = infinity. It is the usual start. What is
/// defined there: [NoiseLevel#signalless]. A network of this kind is told sigma (times 1000, often), not t:
/// sigma(t) of the noise level.
///
/// @param shift s
public record RectifiedFlow(double shift) implements NoiseSchedule {
    /// sigma = t.
    public static final RectifiedFlow UNSHIFTED = new RectifiedFlow(1);

    public RectifiedFlow {
        if (!(shift > 0 && shift <= 1e6))
            throw new IllegalArgumentException("shift " + shift + ": expected 0 < shift <= 1e6");
    }

    /// The shift that depends on the size of the image, sigma = e^mu / (e^mu + 1 / t - 1): s = e^mu.
    public static RectifiedFlow dynamic(double mu) {
        if (!(Math.abs(mu) <= 13)) throw new IllegalArgumentException("mu " + mu + ": expected -13 ... 13");
        return new RectifiedFlow(Math.exp(mu));
    }

    @Override
    public double logAlpha(double t) {
        return Math.log1p(-t) - Math.log1p((shift - 1) * t);
    }

    @Override
    public double alpha(double t) {
        return (1 - t) / (1 + (shift - 1) * t);
    }

    @Override
    public double sigma(double t) {
        return shift * t / (1 + (shift - 1) * t);
    }

    @Override
    public double lambda(double t) {
        return Math.log1p(-t) - Math.log(shift * t);
    }

    /// From alpha / sigma = (1 - t) / (s t).
    @Override
    public double time(double lambda) {
        return 1 / (1 + shift * Math.exp(lambda));
    }

    @Override
    public double tMin() {
        return 0;
    }

    @Override
    public double tMax() {
        return 1;
    }
}

package org.integrand.diffusion.schedule;

/// Variance preserving with a linear noise rate, 0 <= t <= 1: ln alpha = -t^2 (b1 - b0) / 4 - t b0 / 2.
/// Source: Y. Song et al., "Score-based generative modeling through stochastic differential equations", ICLR
/// 2021, eq. 32, 33.
///
/// @param beta0 rate at t = 0
/// @param beta1 rate at t = 1
public record VpLinear(double beta0, double beta1) implements NoiseSchedule {
    /// The usual rates, 0.1 and 20.
    public static final VpLinear DEFAULT = new VpLinear(0.1, 20);

    public VpLinear {
        if (!(beta0 > 0 && beta1 >= beta0 && beta1 <= 1000))
            throw new IllegalArgumentException(
                    "beta0 " + beta0 + ", beta1 " + beta1 + ": expected 0 < beta0 <= beta1 <= 1000");
    }

    @Override
    public double logAlpha(double t) {
        return -t * (t * (beta1 - beta0) / 4 + beta0 / 2);
    }

    /// The root of the quadratic t^2 (b1 - b0) / 2 + t b0 = L, L = log(1 + e^(-2 lambda)), in the form without
    /// cancellation: t = 2 L / (sqrt(b0^2 + 2 (b1 - b0) L) + b0).
    @Override
    public double time(double lambda) {
        double l = Math.log1p(Math.exp(-2 * lambda));
        return 2 * l / (Math.sqrt(beta0 * beta0 + 2 * (beta1 - beta0) * l) + beta0);
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

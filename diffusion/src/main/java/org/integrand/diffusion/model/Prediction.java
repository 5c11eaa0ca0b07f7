package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseLevel;

/// What a network says about x_t = alpha x_0 + sigma eps. Each prediction is a weighted sum of D and eps, and with
/// x_t = alpha D + sigma eps a linear function of any other and of x_t.
public enum Prediction {
    /// eps, the noise in x_t
    NOISE,
    /// D, the mean of x_0 given x_t
    DATA,
    /// v = alpha eps - sigma x_0. Source: Salimans, Ho, "Progressive distillation", ICLR 2022.
    V,
    /// the velocity eps - x_0 of straight lines. Source: Liu, Gong, Liu, "Flow straight and fast", ICLR 2023.
    FLOW,
    /// grad log p_t(x_t) = -eps / sigma. Source: Song et al., "Score-based generative modeling through stochastic
    /// differential equations", ICLR 2021.
    SCORE;

    /// The other prediction as a weighted sum: ofState * x_t + ofRaw * this prediction.
    public record Conversion(double ofState, double ofRaw) {
        /// Nothing to do.
        public static final Conversion IDENTITY = new Conversion(0, 1);
    }

    /// This prediction is d D + e eps.
    record Weights(double d, double e) {}

    Weights weights(NoiseLevel at) {
        return switch (this) {
            case NOISE -> new Weights(0, 1);
            case DATA -> new Weights(1, 0);
            case V -> new Weights(-at.sigma(), at.alpha());
            case FLOW -> new Weights(-1, 1);
            case SCORE -> new Weights(0, -1 / at.sigma());
        };
    }

    /// How to get `target` from this prediction at a noise level.
    ///
    /// With r = d D + e eps for this prediction, x = alpha D + sigma eps and the determinant |r| = alpha e - sigma
    /// d: D = (e x - sigma r) / |r| and eps = (alpha r - d x) / |r|, so that
    ///
    ///     target = (d_t e - e_t d) / |r| x + |t| / |r| r
    ///
    /// |r| is alpha for the noise, -sigma for the data, alpha^2 + sigma^2 for v (1 when variance preserving), alpha
    /// + sigma for the flow (1 on straight lines), -alpha / sigma for the score. So noise and score say nothing of
    /// the data where alpha = 0 and the data nothing of the noise where sigma = 0, while v and flow say all
    /// everywhere.
    /// @throws IllegalArgumentException where this prediction does not determine the other
    public Conversion to(Prediction target, NoiseLevel level) {
        if (this == target) return Conversion.IDENTITY;
        Weights from = weights(level);
        Weights to = target.weights(level);
        double determinant = determinant(from, level);
        var conversion = from.d() == 0 && to.d() == 0
                ? new Conversion(0, to.e() / from.e())
                : new Conversion(
                        (to.d() * from.e() - to.e() * from.d()) / determinant, determinant(to, level) / determinant);
        if (!Double.isFinite(conversion.ofState()) || !Double.isFinite(conversion.ofRaw()))
            throw new IllegalArgumentException(this + " prediction at alpha " + level.alpha() + ", sigma "
                    + level.sigma() + " does not determine " + target);
        return conversion;
    }

    private static double determinant(Weights of, NoiseLevel at) {
        return at.alpha() * of.e() - at.sigma() * of.d();
    }
}

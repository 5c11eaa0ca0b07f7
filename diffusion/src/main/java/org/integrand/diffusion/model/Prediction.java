package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseLevel;

/// What a network says about x_t = alpha x_0 + sigma eps. Each prediction is a linear function of any other and
/// of x_t.
public enum Prediction {
    /// eps, the noise in x_t
    NOISE,
    /// D, the mean of x_0 given x_t
    DATA,
    /// v = alpha eps - sigma x_0. Source: Salimans, Ho, "Progressive distillation", ICLR 2022.
    V;

    /// The other prediction as a weighted sum: ofState * x_t + ofRaw * this prediction.
    public record Conversion(double ofState, double ofRaw) {
        /// Nothing to do.
        public static final Conversion IDENTITY = new Conversion(0, 1);
    }

    /// How to get `target` from this prediction at a noise level.
    ///
    /// With n = alpha^2 + sigma^2 (1 when variance preserving):
    /// | from | eps | D | v |
    /// |---|---|---|---|
    /// | eps | eps | (x - sigma eps) / alpha | (n eps - sigma x) / alpha |
    /// | D | (x - alpha D) / sigma | D | (alpha x - n D) / sigma |
    /// | v | (alpha v + sigma x) / n | (alpha x - sigma v) / n | v |
    /// @throws IllegalArgumentException where the conversion divides by 0
    public Conversion to(Prediction target, NoiseLevel level) {
        if (this == target) return Conversion.IDENTITY;
        double alpha = level.alpha();
        double sigma = level.sigma();
        double n = alpha * alpha + sigma * sigma;
        if ((this == NOISE && alpha == 0) || (this == DATA && sigma == 0))
            throw new IllegalArgumentException(
                    this + " prediction at alpha " + alpha + ", sigma " + sigma + " does not determine " + target);
        return switch (this) {
            case NOISE ->
                target == DATA ? new Conversion(1 / alpha, -sigma / alpha) : new Conversion(-sigma / alpha, n / alpha);
            case DATA ->
                target == NOISE ? new Conversion(1 / sigma, -alpha / sigma) : new Conversion(alpha / sigma, -n / sigma);
            case V -> target == NOISE ? new Conversion(sigma / n, alpha / n) : new Conversion(alpha / n, -sigma / n);
        };
    }
}

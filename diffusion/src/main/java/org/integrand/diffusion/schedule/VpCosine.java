package org.integrand.diffusion.schedule;

/// The cosine schedule, theta(t) = (pi / 2) (t + s) / (1 + s), on 0 <= t <= 0.9946 (alpha vanishes at t = 1).
/// Source: A. Nichol, P. Dhariwal, "Improved denoising diffusion probabilistic models", ICML 2021, eq. 17;
/// range from the DPM-Solver release.
///
/// @param flavour whether alpha(0) is made 1
/// @param offset  s, usually 0.008
public record VpCosine(Flavour flavour, double offset) implements NoiseSchedule {
    /// The two forms in use.
    public enum Flavour {
        /// alpha = cos theta(t) / cos theta(0): no noise at t = 0 (DPM-Solver)
        NORMALISED,
        /// alpha = cos theta(t), sigma = sin theta(t): rho = tan theta (DEIS)
        DEIS
    }

    /// alpha(0) = 1, s = 0.008.
    public static final VpCosine NORMALISED = new VpCosine(Flavour.NORMALISED, 0.008);
    /// alpha = cos theta(t), s = 0.008.
    public static final VpCosine DEIS = new VpCosine(Flavour.DEIS, 0.008);

    public VpCosine {
        if (!(offset > 0 && offset <= 0.5))
            throw new IllegalArgumentException("offset " + offset + ": expected 0 < offset <= 0.5");
    }

    private double theta(double t) {
        return Math.PI / 2 * (t + offset) / (1 + offset);
    }

    /// Half of log(1 - sigma^2), or log(alpha) itself where alpha is small: each where it is accurate.
    @Override
    public double logAlpha(double t) {
        double sigma = sigma(t);
        return sigma * sigma < 0.5 ? 0.5 * Math.log1p(-sigma * sigma) : Math.log(alpha(t));
    }

    @Override
    public double alpha(double t) {
        return switch (flavour) {
            case NORMALISED -> Math.cos(theta(t)) / Math.cos(theta(0));
            case DEIS -> Math.cos(theta(t));
        };
    }

    /// 1 - alpha^2 = sin(theta - theta_0) sin(theta + theta_0) / cos^2 theta_0, without cancellation.
    @Override
    public double sigma(double t) {
        double theta = theta(t);
        double first = theta(0);
        return switch (flavour) {
            case NORMALISED -> {
                double difference = Math.PI / 2 * t / (1 + offset);
                yield Math.sqrt(Math.sin(difference) * Math.sin(theta + first)) / Math.cos(first);
            }
            case DEIS -> Math.sin(theta);
        };
    }

    @Override
    public double lambda(double t) {
        return Math.log(alpha(t)) - Math.log(sigma(t));
    }

    /// Inverts the same two identities; theta - theta_0 is taken from its sine while that is well conditioned.
    @Override
    public double time(double lambda) {
        double scale = 2 * (1 + offset) / Math.PI;
        if (flavour == Flavour.DEIS) return scale * Math.atan(Math.exp(-lambda)) - offset;
        double first = theta(0);
        double variance = 1 / (1 + Math.exp(2 * lambda));
        double alpha = 1 / Math.sqrt(1 + Math.exp(-2 * lambda));
        double product = variance * Math.cos(first) * Math.cos(first);
        double sine = Math.sin(first);
        double theta = Math.atan2(Math.sqrt(sine * sine + product), alpha * Math.cos(first));
        double difference = theta - first;
        return scale * (difference < 0.5 ? Math.asin(product / Math.sin(theta + first)) : difference);
    }

    @Override
    public double tMin() {
        return 0;
    }

    @Override
    public double tMax() {
        return 0.9946;
    }
}

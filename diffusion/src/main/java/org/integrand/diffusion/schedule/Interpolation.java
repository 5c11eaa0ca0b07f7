package org.integrand.diffusion.schedule;

/// What is linear in time between the levels of a table. The libraries differ in this, so the same network gets
/// another noise level at the same time between two levels.
public enum Interpolation {
    /// ln alpha: DPM-Solver
    LOG_ALPHA,
    /// alpha^2, kept within 1e-7 ... 1 - 1e-7 (or down to 0 where the table ends in 0): DEIS
    ALPHA_BAR,
    /// ln(sigma / alpha): k-diffusion
    LOG_SIGMA,
    /// sigma / alpha: diffusers
    SIGMA;

    private static final double BOUND = 1e-7;

    /// ln alpha between two levels, of which `to` has the later time; f = 0 is the first, f = 1 the second.
    double logAlpha(double from, double to, double f) {
        return switch (between(to)) {
            case LOG_ALPHA -> mix(from, to, f);
            case ALPHA_BAR -> {
                double variance = variance(from, to, f);
                yield variance < 0.5 ? 0.5 * Math.log1p(-variance) : 0.5 * Math.log(alphaBar(from, to, f));
            }
            case LOG_SIGMA -> -0.5 * Math.log1p(Math.exp(2 * mix(logRho(from), logRho(to), f)));
            case SIGMA -> {
                double rho = mix(rho(from), rho(to), f);
                yield -0.5 * Math.log1p(rho * rho);
            }
        };
    }

    /// sigma there, each from what is linear, so that no digits are lost where it is small.
    double sigma(double from, double to, double f) {
        return switch (between(to)) {
            case LOG_ALPHA -> Math.sqrt(-Math.expm1(2 * mix(from, to, f)));
            case ALPHA_BAR -> Math.sqrt(variance(from, to, f));
            case LOG_SIGMA -> 1 / Math.sqrt(1 + Math.exp(-2 * mix(logRho(from), logRho(to), f)));
            case SIGMA -> {
                double rho = mix(rho(from), rho(to), f);
                yield rho / Math.sqrt(1 + rho * rho);
            }
        };
    }

    /// The f at which half the log signal-to-noise ratio is `lambda`.
    double fraction(double from, double to, double lambda) {
        return switch (between(to)) {
            case LOG_ALPHA -> (-0.5 * Math.log1p(Math.exp(-2 * lambda)) - from) / (to - from);
            case ALPHA_BAR ->
                lambda > 0
                        ? (1 / (1 + Math.exp(2 * lambda)) - variance(from)) / (variance(to) - variance(from))
                        : (1 / (1 + Math.exp(-2 * lambda)) - alphaBar(from)) / (alphaBar(to) - alphaBar(from));
            case LOG_SIGMA -> (-lambda - logRho(from)) / (logRho(to) - logRho(from));
            case SIGMA -> (Math.exp(-lambda) - rho(from)) / (rho(to) - rho(from));
        };
    }

    /// Towards a level without signal only alpha^2 stays finite; all do as if they were linear in it.
    private Interpolation between(double to) {
        return to == Double.NEGATIVE_INFINITY ? ALPHA_BAR : this;
    }

    private static double alphaBar(double from, double to, double f) {
        double least = to == Double.NEGATIVE_INFINITY ? 0 : BOUND;
        return Math.clamp(mix(alphaBar(from), alphaBar(to), f), least, 1 - BOUND);
    }

    private static double variance(double from, double to, double f) {
        double most = to == Double.NEGATIVE_INFINITY ? 1 : 1 - BOUND;
        return Math.clamp(mix(variance(from), variance(to), f), BOUND, most);
    }

    private static double alphaBar(double logAlpha) {
        return Math.exp(2 * logAlpha);
    }

    private static double variance(double logAlpha) {
        return -Math.expm1(2 * logAlpha);
    }

    private static double logRho(double logAlpha) {
        return 0.5 * Math.log(variance(logAlpha)) - logAlpha;
    }

    private static double rho(double logAlpha) {
        return Math.sqrt(variance(logAlpha)) * Math.exp(-logAlpha);
    }

    /// Exact at both ends.
    private static double mix(double from, double to, double f) {
        return (1 - f) * from + f * to;
    }
}

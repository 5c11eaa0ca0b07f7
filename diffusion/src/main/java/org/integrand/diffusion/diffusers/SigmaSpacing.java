package org.integrand.diffusion.diffusers;

import java.util.stream.IntStream;
import org.integrand.diffusion.grid.BetaDistribution;

/// n sigmas between a largest and a least one, whatever the timesteps are. Their labels follow from them.
enum SigmaSpacing {
    /// sigma^(1/7) even: `use_karras_sigmas`. Source: Karras et al. 2022 (EDM), eq. 5.
    KARRAS,
    /// ln sigma even: `use_exponential_sigmas`
    EXPONENTIAL,
    /// quantiles of the beta distribution (0.6, 0.6): `use_beta_sigmas`. Source: T. Lee et al., "Beta sampling
    /// is all you need", arXiv 2407.12173.
    BETA,
    /// ln sigma even, too: `use_lu_lambdas` has the exponent 1
    LU;

    private static final double EXPONENT = 7;

    /// The spacing that a configuration asks for; empty when sigmas are those of the timesteps.
    static java.util.Optional<SigmaSpacing> of(SchedulerConfig config) {
        boolean karras = config.flag("use_karras_sigmas");
        boolean exponential = config.flag("use_exponential_sigmas");
        boolean beta = config.flag("use_beta_sigmas");
        boolean lu = config.flag("use_lu_lambdas");
        if ((karras ? 1 : 0) + (exponential ? 1 : 0) + (beta ? 1 : 0) > 1)
            throw config.wrong("use_beta_sigmas", "one of use_karras_sigmas, use_exponential_sigmas, use_beta_sigmas");
        if (karras) return java.util.Optional.of(KARRAS);
        if (lu) return java.util.Optional.of(LU);
        if (exponential) return java.util.Optional.of(EXPONENTIAL);
        return beta ? java.util.Optional.of(BETA) : java.util.Optional.empty();
    }

    /// The sigmas, decreasing; one step has the largest only.
    double[] sigmas(double largest, double least, int steps) {
        return sigmas(largest, least, steps, EXPONENT);
    }

    /// The sigmas with an exponent for KARRAS.
    double[] sigmas(double largest, double least, int steps, double exponent) {
        return IntStream.range(0, steps)
                .mapToDouble(i -> steps == 1 ? 0 : i / (steps - 1.0))
                .map(f -> f == 0 ? largest : f == 1 ? least : between(largest, least, f, exponent))
                .toArray();
    }

    private double between(double largest, double least, double f, double exponent) {
        return switch (this) {
            case KARRAS -> {
                double from = Math.pow(largest, 1 / exponent);
                yield Math.pow(from + f * (Math.pow(least, 1 / exponent) - from), exponent);
            }
            case EXPONENTIAL, LU -> Math.exp(Math.log(largest) + f * (Math.log(least) - Math.log(largest)));
            case BETA -> least + new BetaDistribution(0.6, 0.6).quantile(1 - f) * (largest - least);
        };
    }
}

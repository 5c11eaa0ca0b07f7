package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseLevel;

/// How a network is told the noise level.
@FunctionalInterface
public interface TimeLabel {
    /// The time t itself.
    TimeLabel TIME = NoiseLevel::t;
    /// The noise level sigma / alpha.
    TimeLabel SIGMA = NoiseLevel::rho;
    /// ln(sigma / alpha) / 4. Source: Karras et al. 2022, table 1.
    TimeLabel LOG_SIGMA = level -> -level.halfLogSnr() / 4;

    /// The number that the network is given.
    double of(NoiseLevel level);

    /// (t - 1 / N) N, the place in a table of N noise levels, 0 ... N - 1, and fractions between them.
    ///
    /// @param levels N
    static TimeLabel index(int levels) {
        if (levels < 1) throw new IllegalArgumentException("levels " + levels + ": expected at least 1");
        return level -> (level.t() - 1.0 / levels) * levels;
    }
}

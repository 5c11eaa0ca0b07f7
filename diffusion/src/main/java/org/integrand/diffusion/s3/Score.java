package org.integrand.diffusion.s3;

/// What the samples of a schedule are compared with, on one set of noises. Safe for several threads.
public sealed interface Score permits TrajectoryScore, EnergyScore, SlicedScore, FrechetScore {
    /// Measures the samples from the first `count` noises of the set, `[sample][component]`.
    Measurement measure(double[] samples, int count);

    /// The same with what intervals need, which may take longer.
    default Measurement measureClosely(double[] samples, int count) {
        return measure(samples, count);
    }

    /// The fewest samples that mean anything.
    default int least() {
        return 1;
    }
}

package org.integrand.diffusion.inversion;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.LevelSampler;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A sampler with a way from data to noise: it encodes data as a latent of one or more states and
/// decodes that. Where `decode` is undone by `encode` exactly, [PlanInverse] gives the inverse of any
/// of its plans.
///
/// Levels are always listed from much noise to little; encoding runs through them from the last to the
/// first.
public interface TwoWaySampler extends LevelSampler {
    /// The plan from a latent to data. It is given the states that [#encode] leaves, and returns in
    /// `x`.
    /// @throws IllegalArgumentException when there are too few levels, or two that follow each other
    ///     are the same
    Plan decode(NoiseSchedule schedule, List<NoiseLevel> levels);

    /// The plan from data in `x` to a latent.
    /// @throws IllegalArgumentException as [#decode], and when the last level has no noise: no model is
    ///     asked there
    Plan encode(NoiseSchedule schedule, List<NoiseLevel> levels);

    /// Whether decoding what was encoded gives the data back exactly, but for rounding.
    boolean exact();

    @Override
    default Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(schedule, Sampler.levels(schedule, grid.points(schedule, start, end, steps), grid.toZero()));
    }

    /// Checks where encoding begins.
    static void requireNoiseAtTheEnd(List<NoiseLevel> levels) {
        if (levels.getLast().noiseless())
            throw new IllegalArgumentException(
                    "encoding from t " + levels.getLast().t()
                            + ", where there is no noise and no model is asked: expected an end with noise, for example a grid"
                            + " without a step to zero noise");
    }
}

package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A sampler that goes from one given noise level to the next, wherever they come from.
public interface LevelSampler extends Sampler {
    /// The plan through some levels, with no step after the last of them.
    ///
    /// @param schedule where levels between them, if any, are found
    /// @throws IllegalArgumentException when two that follow each other are the same
    Plan along(NoiseSchedule schedule, List<NoiseLevel> levels);
}

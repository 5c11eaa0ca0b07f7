package org.integrand.diffusion.sampler;

import org.integrand.diffusion.plan.Attempts;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A sampler that chooses its steps while it runs, by their error; run by
/// [org.integrand.diffusion.plan.AdaptiveStepper].
public interface AdaptiveSampler {
    /// The name by which a user asks for it.
    String name();

    /// A new run from time `start` (much noise) to `end` (little, but some).
    /// @throws IllegalArgumentException when the times leave the schedule or run the wrong way
    Attempts begin(NoiseSchedule schedule, double start, double end);
}

package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A choice of method and options that compiles, before any model call, to a [Plan].
public interface Sampler {
    /// The name by which a user asks for it.
    String name();

    /// The plan for `steps` steps, in the sampler's own sense of the word, from time `start` (much noise)
    /// to `end` (little).
    /// @throws IllegalArgumentException when the times leave the schedule, two of them coincide, or the
    ///     number cannot be met
    Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end);

    /// The noise levels at some times, and zero noise after them if wanted.
    /// @throws IllegalArgumentException when zero noise is wanted and the last time has none
    static List<NoiseLevel> levels(NoiseSchedule schedule, double[] times, boolean toZero) {
        return TimeGrid.levels(schedule, times, toZero);
    }
}

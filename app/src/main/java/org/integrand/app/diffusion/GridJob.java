package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Asks for the points of a grid on a schedule.
public record GridJob(
        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "where a sampler would step", otherwise = "log-snr")
        GridSpec grid,

        @Keys Span span,

        @Key(value = "random seed (a grid uses none)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    /// The noise levels at the points.
    List<NoiseLevel> levels() {
        var plans = new Plans(schedule, grid, span.times(schedule));
        return grid.grid().levels(plans.noise(), plans.start(), plans.end(grid.steps()), grid.steps());
    }
}

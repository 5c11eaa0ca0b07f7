package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.integrand.app.job.Key;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Asks for the points of a grid on a schedule.
public record GridJob(
        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "where a sampler would step", otherwise = "log-snr")
        GridSpec grid,

        @Key("time of the first point (default: the schedule's last)")
        OptionalDouble tStart,

        @Key("time of the last point (default: 0.001, or 0.0001 with more than 15 steps)")
        OptionalDouble tEnd,

        @Key("edm: noise level of the first point (default 80)")
        OptionalDouble sigmaMax,

        @Key("edm: noise level of the last point (default 0.002)")
        OptionalDouble sigmaMin,

        @Key(value = "random seed (a grid uses none)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    /// The noise levels at the points.
    List<NoiseLevel> levels() {
        var plans = new Plans(schedule, grid, Times.of(schedule, tStart, tEnd, sigmaMax, sigmaMin));
        return grid.grid().levels(plans.noise(), plans.start(), plans.end(grid.steps()), grid.steps());
    }
}

package org.integrand.app.diffusion;

import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Keys of a grid that several samplers step on, each with its own numbers of steps.
record CommonGrid(
        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "where the samplers step; the job gives the numbers of steps, not the grid", otherwise = "log-snr")
        GridSpec grid,

        @Keys Span.Fixed span) {
    CommonGrid {
        if (grid instanceof ListedGridSpec)
            throw new IllegalArgumentException("grid: points fit one number of steps only: expected another type");
    }

    Plans plans() {
        return new Plans(schedule, grid, span.times(schedule));
    }
}

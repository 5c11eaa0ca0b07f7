package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Keys of a plan: the schedule, the sampler and its grid, or a scheduler of diffusers in their place.
record PlanSpec(
        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "by which method", otherwise = "dpm-solver")
        SamplerSpec sampler,

        @Key(value = "where the sampler steps", otherwise = "log-snr")
        GridSpec grid,

        @Key(
                "scheduler_config.json of diffusers, or a folder with one or with scheduler/scheduler_config.json: it takes"
                        + " the place of schedule, sampler and grid but for grid.steps, its inference steps")
        Optional<String> scheduler,

        @Keys Scheduled.Reading reading,

        @Keys SolverFile.Reading solver,

        @Key(value = "exact number of model evaluations, instead of grid.steps", min = 1, max = 100_000)
        OptionalInt evaluations,

        @Keys Span span) {
    PlanSpec {
        evaluations.ifPresent(n -> Bounds.check(PlanSpec.class, "evaluations", n));
    }

    Plans plans() {
        if (solver.scheduleFile().isPresent() && scheduler.isPresent())
            throw new IllegalArgumentException("scheduleFile "
                    + solver.scheduleFile().get() + ": the job names a scheduler, leave one of them out");
        return new Plans(
                        schedule,
                        grid,
                        span.times(schedule),
                        scheduler.map(reading::read),
                        solver.read(),
                        Optional.empty())
                .on(sampler);
    }

    /// What the samples are drawn by, for people.
    String label() {
        return solver.read().map(SolverFile::name).orElseGet(sampler::label);
    }
}

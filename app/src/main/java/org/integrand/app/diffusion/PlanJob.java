package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.diffusion.sampler.Compatibility;

/// Asks for the coefficient program of a sampler.
public record PlanJob(
        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "by which method", otherwise = "dpm-solver")
        SamplerSpec sampler,

        @Key(value = "where the sampler steps", otherwise = "log-snr")
        GridSpec grid,

        @Key(Scheduled.KEY) Optional<String> scheduler,

        @Key(value = Scheduled.COMPAT, otherwise = "ours") Compatibility compat,

        @Key(value = Scheduled.TOKENS, min = 1, max = 1e9) OptionalInt imageTokens,

        @Key(value = "exact number of model evaluations, instead of grid.steps", min = 1, max = 100_000)
        OptionalInt evaluations,

        @Key("time at which sampling starts (default: the schedule's last)")
        OptionalDouble tStart,

        @Key("time at which sampling ends (default: 0.001, or 0.0001 with more than 15 steps)")
        OptionalDouble tEnd,

        @Key("edm: noise level at which sampling starts (default 80)")
        OptionalDouble sigmaMax,

        @Key("edm: noise level at which sampling ends (default 0.002)")
        OptionalDouble sigmaMin,

        @Key(value = "random seed (a plan uses none)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    public PlanJob {
        imageTokens.ifPresent(n -> Bounds.check(PlanJob.class, "imageTokens", n));
        SampleJob.check(evaluations);
    }

    Plans plans() {
        return new Plans(
                        schedule,
                        grid,
                        Times.of(schedule, tStart, tEnd, sigmaMax, sigmaMin),
                        Scheduled.of(scheduler, compat, imageTokens))
                .on(sampler);
    }
}

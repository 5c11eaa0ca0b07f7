package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Sampler;

/// A scheduler of diffusers in the place of a sampler: it brings its schedule and its grid with it.
@Named(
        value = "scheduler",
        meaning = "a scheduler of diffusers from its scheduler_config.json, on its own noise levels and timesteps")
public record SchedulerSampler(
        @Key("scheduler_config.json, or a folder with one or with scheduler/scheduler_config.json")
        String file,

        @Key(value = Scheduled.COMPAT, otherwise = "ours") Compatibility compat,

        @Key(value = Scheduled.TOKENS, min = 1, max = 1e9) OptionalInt imageTokens)
        implements SamplerSpec {
    public SchedulerSampler {
        imageTokens.ifPresent(n -> Bounds.check(SchedulerSampler.class, "imageTokens", n));
    }

    /// @throws org.integrand.app.job.Failure when there is no such file
    Scheduled scheduled() {
        return Scheduled.of(Optional.of(file), compat, imageTokens).orElseThrow();
    }

    @Override
    public Sampler sampler() {
        throw new IllegalArgumentException(
                "sampler scheduler: it has steps of its own, expected another sampler where the grid is the job's");
    }

    @Override
    public String label() {
        return scheduled().config().scheduler().spelling()
                + SamplerSpec.unless(compat == Compatibility.OURS, "release");
    }
}

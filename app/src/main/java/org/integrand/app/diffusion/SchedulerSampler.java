package org.integrand.app.diffusion;

import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
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

        @Keys Scheduled.Reading reading)
        implements SamplerSpec {
    /// @throws org.integrand.app.job.Failure when there is no such file
    Scheduled scheduled() {
        return reading.read(file);
    }

    @Override
    public Sampler sampler() {
        throw new IllegalArgumentException(
                "sampler scheduler: it has steps of its own, expected another sampler where the grid is the job's");
    }

    @Override
    public String label() {
        return scheduled().config().scheduler().spelling()
                + SamplerSpec.unless(reading.compat() == Compatibility.OURS, "release");
    }
}

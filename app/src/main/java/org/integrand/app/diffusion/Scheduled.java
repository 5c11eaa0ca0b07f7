package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.integrand.app.job.Failure;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.diffusers.SchedulerConfig;
import org.integrand.diffusion.sampler.Compatibility;

/// A scheduler of diffusers in place of a job's schedule, sampler and grid.
record Scheduled(SchedulerConfig config, Compatibility compat) {
    static final String KEY =
            "scheduler_config.json of diffusers, or a folder with one: it takes the place of schedule,"
                    + " sampler and grid but for grid.steps, its inference steps";
    static final String COMPAT = "scheduler: release, what diffusers computes with its defects and roundings;"
            + " ours, the correct formulas";

    /// From the file that a job names, if any.
    /// @throws Failure when there is none
    static Optional<Scheduled> of(Optional<String> file, Compatibility compat) {
        return file.map(name -> {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) path = path.resolve("scheduler_config.json");
            if (!Files.exists(path)) throw new Failure("scheduler " + path + ": no such file");
            return new Scheduled(SchedulerConfig.read(path), compat);
        });
    }

    Scheduler compile(int steps) {
        return Scheduler.compile(config, steps, compat);
    }
}

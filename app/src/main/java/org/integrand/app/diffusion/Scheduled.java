package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Failure;
import org.integrand.app.job.Key;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.diffusers.SchedulerConfig;
import org.integrand.diffusion.sampler.Compatibility;

/// A scheduler of diffusers in place of a job's schedule, sampler and grid.
record Scheduled(SchedulerConfig config, Compatibility compat) {
    private static final String FILE = "scheduler_config.json";

    /// Keys of how a scheduler's file is read.
    record Reading(
            @Key(
                    value = "scheduler: release, what diffusers computes with its defects and roundings;"
                            + " ours, the correct formulas",
                    otherwise = "ours")
            Compatibility compat,

            @Key(
                    value =
                            "scheduler with use_dynamic_shifting: number of tokens of an image (image_seq_len), which is"
                                    + " height width / patch^2 of its latent",
                    min = 1,
                    max = 1e9)
            OptionalInt imageTokens) {
        Reading {
            imageTokens.ifPresent(n -> Bounds.check(Reading.class, "imageTokens", n));
        }

        /// @throws Failure when there is no such file
        Scheduled read(String name) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) path = in(path).orElse(path.resolve(FILE));
            if (!Files.exists(path)) throw new Failure("scheduler " + path + ": no such file");
            var config = SchedulerConfig.read(path);
            return new Scheduled(
                    imageTokens.isPresent() ? config.withImageTokens(imageTokens.getAsInt()) : config, compat);
        }
    }

    /// The file of a folder: its own, or that of a whole pipeline in `scheduler/`.
    static Optional<Path> in(Path folder) {
        return Stream.of(folder.resolve(FILE), folder.resolve("scheduler").resolve(FILE))
                .filter(Files::exists)
                .findFirst();
    }

    Scheduler compile(int steps) {
        return Scheduler.compile(config, steps, compat);
    }
}

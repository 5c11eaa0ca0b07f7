package org.integrand.app.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.integrand.app.job.Failure;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.diffusers.SchedulerConfig;
import org.integrand.diffusion.sampler.Compatibility;

/// A scheduler of diffusers in place of a job's schedule, sampler and grid.
record Scheduled(SchedulerConfig config, Compatibility compat) {
    static final String KEY =
            "scheduler_config.json of diffusers, or a folder with one or with scheduler/scheduler_config.json: it takes the"
                    + " place of schedule, sampler and grid but for grid.steps, its inference steps";
    static final String TOKENS =
            "scheduler with use_dynamic_shifting: number of tokens of an image (image_seq_len), which is"
                    + " height width / patch^2 of its latent";
    private static final String FILE = "scheduler_config.json";
    static final String COMPAT = "scheduler: release, what diffusers computes with its defects and roundings;"
            + " ours, the correct formulas";

    /// From the file that a job names, if any.
    /// @throws Failure when there is none
    static Optional<Scheduled> of(Optional<String> file, Compatibility compat, OptionalInt imageTokens) {
        return file.map(name -> {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) path = in(path).orElse(path.resolve(FILE));
            if (!Files.exists(path)) throw new Failure("scheduler " + path + ": no such file");
            var config = SchedulerConfig.read(path);
            return new Scheduled(
                    imageTokens.isPresent() ? config.withImageTokens(imageTokens.getAsInt()) : config, compat);
        });
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

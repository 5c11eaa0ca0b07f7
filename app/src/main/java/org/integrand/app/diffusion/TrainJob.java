package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;

/// Trains one of the networks that come with the program.
public record TrainJob(
        @Key(value = "which network: digits draws, digit-classifier judges", otherwise = "digits")
        Network network,

        @Key("folder with MNIST's four IDX files, gzipped or not")
        String data,

        @Key(value = "batches in all (default: digits 30000, digit-classifier 1500)", min = 1, max = 10_000_000)
        OptionalInt steps,

        @Key(value = "images a batch (default: digits 64, digit-classifier 128)", min = 1, max = 10_000)
        OptionalInt batch,

        @Key(
                value = "largest learning rate (default: digits 0.002, digit-classifier 0.001)",
                min = 0,
                above = true,
                max = 1)
        OptionalDouble learningRate,

        @Key(value = "digits: channels on the 14 x 14 grid, a multiple of 8", otherwise = "32", min = 8, max = 512)
        int fine,

        @Key(value = "digits: channels on the 7 x 7 grid, a multiple of 8", otherwise = "64", min = 8, max = 512)
        int coarse,

        @Key(value = "processor threads; equal numbers give equal weights", otherwise = "1", min = 1, max = 1024)
        int threads,

        @Key(value = "random seed", otherwise = "1") long seed,

        @Key("folder of checkpoints and results; a run that finds a checkpoint goes on from it"
                + " (default: integrand-out/train-<network>)")
        Optional<String> out) {
    /// What can be trained.
    public enum Network {
        DIGITS,
        DIGIT_CLASSIFIER
    }

    public TrainJob {
        steps.ifPresent(n -> Bounds.check(TrainJob.class, "steps", n));
        batch.ifPresent(n -> Bounds.check(TrainJob.class, "batch", n));
        learningRate.ifPresent(rate -> Bounds.check(TrainJob.class, "learningRate", rate));
        Bounds.check(TrainJob.class, "fine", fine);
        Bounds.check(TrainJob.class, "coarse", coarse);
        Bounds.check(TrainJob.class, "threads", threads);
        if (fine % 8 != 0) throw new IllegalArgumentException("fine " + fine + ": expected a multiple of 8");
        if (coarse % 8 != 0) throw new IllegalArgumentException("coarse " + coarse + ": expected a multiple of 8");
    }
}

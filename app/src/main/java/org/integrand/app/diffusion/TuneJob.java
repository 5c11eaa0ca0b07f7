package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Tunes a condition, weights or noises by gradients through the sampler.
public record TuneJob(
        @Key("what is tuned: condition, weights or noise") TuneTask task,

        @Key(value = "the model: digits, gaussian or gaussian-mixture", otherwise = "digits")
        ModelSpec model,

        @Keys PlanSpec plan,

        @Key(
                value =
                        "condition: the class whose condition is hidden; noise: what all samples are meant to be (default:"
                                + " all classes in turn)",
                name = "class")
        OptionalInt drawn,

        @Key(
                value = "classifier-free guidance; 1 is none. weights are tuned without",
                otherwise = "1",
                min = -100,
                max = 100)
        double guidance,

        @Key(value = "noises that are tuned on", otherwise = "20", min = 2, max = 10_000)
        int count,

        @Key(value = "other noises, that only the result is checked on", otherwise = "40", min = 2, max = 10_000)
        int heldOut,

        @Key(value = "steps of the optimiser (default: condition 60, weights 40, noise 30)", min = 1, max = 100_000)
        OptionalInt iterations,

        @Key(
                value =
                        "learning rate of Adam at the start (default: condition 0.1, weights 0.05, of digits 0.002); noise:"
                                + " a step (0.01)",
                min = 0,
                above = true,
                max = 100)
        OptionalDouble rate,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    public TuneJob {
        Bounds.check(TuneJob.class, "guidance", guidance);
        Bounds.check(TuneJob.class, "count", count);
        Bounds.check(TuneJob.class, "heldOut", heldOut);
        iterations.ifPresent(n -> Bounds.check(TuneJob.class, "iterations", n));
        rate.ifPresent(r -> Bounds.check(TuneJob.class, "rate", r));
    }
}

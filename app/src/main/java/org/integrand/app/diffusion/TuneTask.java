package org.integrand.app.diffusion;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.digits.TunableDigits;
import org.integrand.diffusion.tuning.NoiseAudit;
import org.integrand.neural.torch.Tuning;

/// What `tune` tunes.
@Choice(of = "task", by = "what")
public sealed interface TuneTask {
    /// A hidden condition is recovered.
    @Named(
            value = "condition",
            meaning = "a condition is found whose samples are the targets: for digits the vector of a class, for"
                    + " gaussian-mixture the mean of a component")
    record Condition(
            @Key("another class: the hidden condition lies half-way between it and class")
            OptionalInt with,

            @Key("the class whose condition is the start (default: that of no class; the mean of the mixture)")
            OptionalInt from,

            @Key(
                    value =
                            "digits: where it is looked for, among blends of the classes' vectors (11 numbers, which samples"
                                    + " determine) or all vectors (128)",
                    otherwise = "blend")
            Among among,

            @Key("file with the targets, one sample for each noise: .npy, .json or .csv; without it the samples of the"
                    + " hidden condition")
            Optional<String> target)
            implements TuneTask {
        /// Conditions of digits.
        enum Among {
            BLEND,
            VECTOR
        }
    }

    /// Weights are tuned towards a style.
    @Named(
            value = "weights",
            meaning =
                    "weights are tuned until samples have a style and the model stays near the original: for digits by"
                            + " libtorch, for gaussian-mixture all its numbers")
    record Weights(
            @Key(
                    value = "digits: the style, that of the model's own digits made bold, thin or slanted",
                    otherwise = "bold")
            Style style,

            @Key(
                    value =
                            "digits: which weights, all of them, those of the last layers, or a low-rank adapter on every"
                                    + " layer",
                    otherwise = "adapter")
            Tuned tuned,

            @Key(value = "digits: rank of the adapter", otherwise = "4", min = 1, max = 64)
            int rank,

            @Key("mixture: wanted mean of the samples, one number a component")
            Optional<double[]> mean,

            @Key("mixture: wanted standard deviation of the samples, one number a component")
            Optional<double[]> std,

            @Key(
                    value = "weight of what keeps predictions near the original's, the mean square of their difference",
                    otherwise = "1",
                    min = 0,
                    max = 1e6)
            double penalty)
            implements TuneTask {
        /// A style of digits.
        enum Style {
            BOLD,
            THIN,
            SLANT
        }

        /// Weights that are tuned.
        enum Tuned {
            ALL,
            LAST,
            ADAPTER
        }

        public Weights {
            Bounds.check(Weights.class, "rank", rank);
            Bounds.check(Weights.class, "penalty", penalty);
            if (mean.isPresent() != std.isPresent()
                    || (mean.isPresent() && mean.get().length != std.orElseThrow().length))
                throw new IllegalArgumentException("mean and std: expected both, with as many numbers each");
        }

        Tuning tuning() {
            return switch (tuned) {
                case ALL -> Tuning.Parameters.all();
                case LAST -> TunableDigits.lastLayers();
                case ADAPTER -> new Tuning.Adapter(rank);
            };
        }
    }

    /// Noises are attacked.
    @Named(
            value = "noise",
            meaning =
                    "noises are moved within a box until a classifier misreads their samples: for digits the judge, for"
                            + " gaussian-mixture the nearest mean")
    record Noise(
            @Key(value = "largest change of a number of the noise", otherwise = "0.1", min = 0, above = true, max = 10)
            double box,

            @Key(
                    value = "a step along the sign of the gradient, or along the gradient scaled to root mean square 1",
                    otherwise = "sign")
            NoiseAudit.Direction step)
            implements TuneTask {
        public Noise {
            Bounds.check(Noise.class, "box", box);
        }
    }

    /// The name in a job.
    default String what() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}

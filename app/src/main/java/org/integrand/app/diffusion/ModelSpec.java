package org.integrand.app.diffusion;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Failure;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.image.IdxFile;
import org.integrand.diffusion.image.ImageSet;
import org.integrand.diffusion.model.GaussianMixture;

/// What is sampled.
@Choice(of = "model", by = "type")
public sealed interface ModelSpec {
    /// The trained network of handwritten digits.
    @Named(value = "digits", meaning = "handwritten digits, 28 x 28 pixels in [-1, 1], by a trained network")
    record Digits(
            @Key("ONNX file of a network that `train digits` wrote; without it the network that comes with the program")
            Optional<String> file,

            @Key(
                    value = "factors of the network's two skip connections, around the 7 x 7 grid and from the stem, as"
                            + " skip_coefficients of solver schedules are for other networks (default: 1, 1)",
                    min = -10,
                    max = 10)
            Optional<double[]> skips)
            implements ModelSpec {
        public Digits {
            skips.ifPresent(factors -> {
                Bounds.check(Digits.class, "skips", factors);
                if (factors.length != 2)
                    throw new IllegalArgumentException("skips: " + factors.length + " numbers, expected 2");
            });
        }

        /// The network, ready to run.
        ///
        /// @throws Failure when the file is missing or no such network
        DigitModel open(int threads) {
            if (skips.isEmpty()) return plain(threads);
            try (var plain = plain(threads)) {
                return plain.scaled(skips.get());
            }
        }

        private DigitModel plain(int threads) {
            if (file.isEmpty()) return DigitModel.shipped(threads);
            var path = Path.of(file.get());
            if (!Files.exists(path)) throw new Failure("model " + path + ": no such file");
            try {
                return DigitModel.read(path, threads);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                throw new Failure(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /// A model whose denoiser is known in closed form.
    sealed interface Exact extends ModelSpec {
        /// The distribution of the data.
        GaussianMixture mixture();
    }

    /// One Gaussian.
    @Named(value = "gaussian", meaning = "one Gaussian, x_0 ~ N(mean, std^2): its denoiser is known exactly")
    record Gaussian(
            @Key("the mean, one number a component") double[] mean,

            @Key(value = "standard deviation, the same in all components", otherwise = "1", min = 0)
            double std)
            implements Exact {
        public Gaussian {
            Bounds.check(Gaussian.class, "mean", mean);
            Bounds.check(Gaussian.class, "std", std);
        }

        @Override
        public GaussianMixture mixture() {
            return GaussianMixture.gaussian(Arrays.stream(mean).boxed().toList(), std);
        }
    }

    /// Several Gaussians.
    @Named(
            value = "gaussian-mixture",
            meaning = "several Gaussians, x_0 ~ sum_k weights_k N(means_k, std_k^2): its denoiser is known exactly")
    record Mixture(
            @Key(value = "weights, made to sum to 1", min = 0, above = true)
            double[] weights,

            @Key("means, one list a Gaussian, one number a component")
            double[][] means,

            @Key(value = "standard deviations, one a Gaussian", min = 0)
            double[] std)
            implements Exact {
        public Mixture {
            Bounds.check(Mixture.class, "weights", weights);
            Bounds.check(Mixture.class, "std", std);
            for (double[] mean : means) Bounds.check(Mixture.class, "means", mean);
            if (weights.length == 0) throw new IllegalArgumentException("weights: none, expected at least one");
            if (means.length != weights.length || std.length != weights.length)
                throw new IllegalArgumentException("means: " + means.length + " of them beside " + weights.length
                        + " weights and " + std.length + " std: expected as many of each");
            for (double[] mean : means)
                if (mean.length != means[0].length || mean.length == 0)
                    throw new IllegalArgumentException("means: lists of "
                            + List.of(means[0].length, mean.length)
                            + " numbers: expected the same number, at least 1, in each");
        }

        @Override
        public GaussianMixture mixture() {
            return GaussianMixture.isotropic(weights, means, std);
        }
    }

    /// The smoothed set of some pictures.
    @Named(
            value = "dataset",
            meaning =
                    "pictures with noise of deviation std on them, x_0 ~ (1/N) sum_i N(picture_i, std^2): the denoiser"
                            + " is known exactly")
    record Dataset(
            @Key("folder of PNG or JPEG files of one size, or an IDX file, gzipped or not; grey levels become -1 ... 1")
            String path,

            @Key("IDX file of the pictures' labels, for the key class")
            Optional<String> labels,

            @Key(value = "deviation of the smoothing; 0 ends in the pictures themselves", otherwise = "0", min = 0)
            double std,

            @Key(value = "at most so many pictures, the first ones", min = 1)
            OptionalInt limit)
            implements ModelSpec {
        public Dataset {
            Bounds.check(Dataset.class, "std", std);
            limit.ifPresent(n -> Bounds.check(Dataset.class, "limit", n));
        }

        /// The pictures.
        ///
        /// @throws Failure when they cannot be read, or are not as they should be
        ImageSet read() {
            int most = limit.orElse(Integer.MAX_VALUE);
            try {
                var set = ImageSet.read(Path.of(path), most);
                if (labels.isEmpty()) return set;
                var file = Path.of(labels.get());
                if (!Files.exists(file)) throw new Failure("labels " + file + ": no such file");
                return set.labelled(file.toString(), IdxFile.labels(file, most));
            } catch (IllegalArgumentException | UncheckedIOException e) {
                throw new Failure("dataset " + e.getMessage(), e);
            }
        }
    }

    /// A network from an ONNX file.
    @Named(value = "onnx", meaning = "a denoising network from an ONNX file of any make")
    record Onnx(
            @Key(
                    "the ONNX file, or the folder of a diffusers pipeline with unet/model.onnx and scheduler/scheduler_config.json")
            String path,

            @Key("JSON or YAML file that says what its inputs and its output mean (default: the file beside it that"
                    + " ends in .json instead, where there is one; see the model file below)")
            Optional<String> config)
            implements ModelSpec {
        /// What the model file says; nothing where there is none.
        OnnxConfig read() {
            if (config.isPresent()) return OnnxConfig.read(Path.of(config.get()));
            var file = DiffusersFolder.network(Path.of(path)).toString();
            var beside = Path.of(file.replaceFirst("(\\.onnx)?$", ".json"));
            return Files.exists(beside) ? OnnxConfig.read(beside) : OnnxConfig.NOTHING;
        }
    }
}

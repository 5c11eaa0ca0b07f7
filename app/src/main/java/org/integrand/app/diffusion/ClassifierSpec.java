package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.digits.DigitModel;

/// A classifier that guides towards the class: eps = eps_model - scale sigma grad log p(class | x_t).
@Choice(of = "classifier", by = "type")
public sealed interface ClassifierSpec {
    String SCALE = "factor of the classifier's gradient; 1 is Bayes' rule, more sharpens it";
    String DATA = "standard deviation of the data, for a classifier of clean data, which is asked about the prediction";

    /// Its weight.
    double scale();

    /// A classifier that is a network.
    sealed interface Networked extends ClassifierSpec {
        /// The network, ready to run.
        ///
        /// @throws org.integrand.app.job.Failure when its file is not as it should be
        OpenClassifier open();
    }

    /// What a model knows itself.
    @Named(
            value = "posterior",
            meaning = "the exact posterior of the class, that of a component of gaussian-mixture or a label of dataset")
    record Posterior(
            @Key(value = SCALE, otherwise = "1", min = -1000, max = 1000)
            double scale) implements ClassifierSpec {
        public Posterior {
            Bounds.check(Posterior.class, "scale", scale);
        }
    }

    /// The judge of digits.
    @Named(
            value = "judge",
            meaning = "the network that reads digits and comes with the program, of clean 28 x 28 images")
    record Judge(
            @Key(value = SCALE, otherwise = "1", min = -1000, max = 1000)
            double scale,

            @Key(value = DATA, otherwise = "0.5", min = 0, above = true, max = 1e6)
            double sigmaData)
            implements Networked {
        public Judge {
            Bounds.check(Judge.class, "scale", scale);
            Bounds.check(Judge.class, "sigmaData", sigmaData);
        }

        @Override
        public OpenClassifier open() {
            var likelihood = DigitModel.likelihood(Runtime.getRuntime().availableProcessors());
            return new OpenClassifier(
                    (classes, _) -> likelihood.of(classes),
                    DigitModel.CLASSES,
                    DigitModel.PIXELS,
                    OptionalDouble.of(sigmaData),
                    likelihood::close);
        }
    }

    /// A gradient from an ONNX file.
    @Named(
            value = "onnx",
            meaning =
                    "an ONNX file whose output is grad log p(class | x) for inputs like those of a model: states, labels"
                            + " of the class and, where it was trained on noisy states, the time")
    record Onnx(
            @Key("the ONNX file") String path,

            @Key("JSON or YAML file that says what its inputs and its output mean, as for a model (default: the file"
                    + " beside it that ends in .json instead, where there is one)")
            Optional<String> config,

            @Key(value = SCALE, otherwise = "1", min = -1000, max = 1000)
            double scale,

            @Key(value = DATA, otherwise = "0.5", min = 0, above = true, max = 1e6)
            double sigmaData)
            implements Networked {
        public Onnx {
            Bounds.check(Onnx.class, "scale", scale);
            Bounds.check(Onnx.class, "sigmaData", sigmaData);
        }

        @Override
        public OpenClassifier open() {
            return OnnxClassifier.open(new ModelSpec.Onnx(path, config), sigmaData);
        }
    }
}

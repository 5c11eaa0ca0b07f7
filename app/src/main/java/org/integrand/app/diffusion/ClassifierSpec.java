package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.digits.DigitModel;

/// A classifier that guides towards the class: eps = eps_model - scale sigma grad log p(class | x_t).
@Choice(of = "classifier", by = "type")
public sealed interface ClassifierSpec {
    String SCALE = "factor of the classifier's gradient; 1 is Bayes' rule, more sharpens it";

    /// Its weight.
    double scale();

    /// A classifier that is a network.
    sealed interface Networked extends ClassifierSpec {
        /// How strongly it guides.
        Strength strength();

        @Override
        default double scale() {
            return strength().scale();
        }

        /// The network, ready to run.
        ///
        /// @throws org.integrand.app.job.Failure when its file is not as it should be
        OpenClassifier open();
    }

    /// How strongly a network guides.
    record Strength(
            @Key(value = SCALE, otherwise = "1", min = -1000, max = 1000)
            double scale,

            @Key(
                    value =
                            "standard deviation of the data, for a classifier of clean data, which is asked about the prediction",
                    otherwise = "0.5",
                    min = 0,
                    above = true,
                    max = 1e6)
            double sigmaData) {
        public Strength {
            Bounds.check(Strength.class, "scale", scale);
            Bounds.check(Strength.class, "sigmaData", sigmaData);
        }
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
    record Judge(@Keys Strength strength) implements Networked {
        @Override
        public OpenClassifier open() {
            var likelihood = DigitModel.likelihood(Runtime.getRuntime().availableProcessors());
            return new OpenClassifier(
                    (classes, _) -> likelihood.of(classes),
                    DigitModel.CLASSES,
                    DigitModel.PIXELS,
                    OptionalDouble.of(strength.sigmaData()),
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

            @Keys Strength strength)
            implements Networked {
        @Override
        public OpenClassifier open() {
            return OnnxClassifier.open(new ModelSpec.Onnx(path, config), strength.sigmaData());
        }
    }
}

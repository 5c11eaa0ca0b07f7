package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;

/// Keys of the class that is drawn, and of how the model is guided towards it.
record ClassWish(
        @Key(
                value =
                        "what is drawn: digits 0 to 9 (without it all in turn), the number of a component of a mixture, a label"
                                + " of a dataset, or a class of an onnx network",
                name = "class")
        OptionalInt drawn,

        @Key(
                value = "classifier-free guidance towards the class; 1 is none, 0 the model of no class (default:"
                        + " beside a classifier 0, else 1, but 1.5 where the command sample draws digits)",
                min = -100,
                max = 100)
        OptionalDouble guidance,

        @Key("a classifier that guides towards the class: posterior, judge or onnx")
        Optional<ClassifierSpec> classifier) {
    ClassWish {
        guidance.ifPresent(scale -> Bounds.check(ClassWish.class, "guidance", scale));
    }

    /// @param otherwise the guidance where the job says none and has no classifier
    Wish on(Plans plans, double otherwise) {
        return new Wish(plans, drawn, guidance.orElse(classifier.isPresent() ? 0 : otherwise), classifier);
    }
}

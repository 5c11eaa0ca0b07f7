package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.diffusion.model.ClassifierFreeGuidance;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.engine.space.Space;

/// What a job wants of a model.
///
/// @param plans    of the job: the schedule, and where sampling starts and ends
/// @param drawn    the class to draw
/// @param guidance   weight of the class's model, 1 - guidance that of the model without a class
/// @param classifier what guides towards the class, too
record Wish(Plans plans, OptionalInt drawn, double guidance, Optional<ClassifierSpec> classifier) {
    /// The same on other plans.
    Wish on(Plans other) {
        return new Wish(other, drawn, guidance, classifier);
    }

    /// Whether the model is asked without a class, and the classifier alone knows of it.
    boolean classless() {
        return classifier.isPresent() && guidance == 0;
    }

    /// Whether the model is asked with and without a class.
    boolean guided() {
        return guidance != 1 && !classless();
    }

    /// @throws IllegalArgumentException when there is guidance but no class
    void checkGuidance(String model) {
        if (drawn.isEmpty() && guided())
            throw new IllegalArgumentException(
                    "guidance " + guidance + ": the model " + model + " is guided towards a class, expected a class");
    }

    <Y> DiffusionModel<Y> guided(DiffusionModel<Y> conditional, DiffusionModel<Y> unconditional, Space<Y> space) {
        return new ClassifierFreeGuidance<>(conditional, unconditional, space, guidance);
    }
}

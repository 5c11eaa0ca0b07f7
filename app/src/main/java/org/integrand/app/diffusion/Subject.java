package org.integrand.app.diffusion;

import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Run;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.DifferentiableLikelihood;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// What a job samples, ready to be asked: a model with the class and the guidance that the job wants.
///
/// @param <Y> a batch of states
interface Subject<Y> extends AutoCloseable {
    /// Numbers of a sample.
    int dimension();

    Precision<Y> precision();

    /// How many samples are worked off together. It changes no number.
    int batch();

    /// The same on other plans: it shares what is open, and is not closed itself.
    Subject<Y> on(Plans plans);

    /// The denoiser of the samples `first` ... `first + count - 1` of the job.
    DiffusionModel<Y> model(int first, int count);

    /// The same with its derivatives.
    ///
    /// @throws IllegalArgumentException where they are not at hand
    default DifferentiableModel<Y> differentiable(int first, int count) {
        throw new IllegalArgumentException(
                "model: its derivatives are not at hand, expected model gaussian," + " gaussian-mixture or dataset");
    }

    /// Adds the gradients of the model's parameters to a result, in the words of the job: `guidance`, and what the
    /// model of the class has, such as `condition`.
    ///
    /// @param groups by the names of the model
    default void parameters(Map<String, double[]> groups, ObjectNode into) {
        groups.forEach((name, gradient) -> {
            if (name.equals("scale")) into.put("guidance", gradient[0]);
            else ModelSampling.add(into.putArray(name.substring(name.indexOf('.') + 1)), gradient);
        });
    }

    /// The size of the pictures, where samples are pictures.
    default Optional<ImageShape> pictures() {
        return Optional.empty();
    }

    /// The solutions that samplers are compared with.
    default Reference reference(Plans plans, double[][] initial, Run run) {
        return reference(this, plans, initial, run);
    }

    /// The same between the ends of a plan.
    default Reference reference(Plans plans, Plan plan, double[][] initial, Run run) {
        return reference(this, plans, plan, initial, run);
    }

    /// The same for what is made of this one, guided for example.
    default Reference reference(Subject<Y> asked, Plans plans, double[][] initial, Run run) {
        return Reference.converged(asked, plans, initial, run);
    }

    /// The solutions that a scheduler's plan is compared with, on the plans of which this is.
    default Reference reference(Subject<Y> asked, Plans plans, Plan plan, double[][] initial, Run run) {
        return Reference.converged(asked, plans, plan, initial, run);
    }

    /// grad log p(class | x_t) for a batch of so many samples, where that is known exactly.
    ///
    /// @throws IllegalArgumentException where it is not
    default DifferentiableLikelihood<Y> posterior(int count) {
        throw new IllegalArgumentException(
                "classifier posterior: the model's own is not known, expected model gaussian-mixture or dataset");
    }

    @Override
    default void close() {}
}

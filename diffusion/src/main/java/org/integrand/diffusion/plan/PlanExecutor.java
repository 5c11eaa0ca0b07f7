package org.integrand.diffusion.plan;

import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.engine.space.Space;

/// Runs a plan by asking a model: a loop over [PlanStepper].
///
/// @param space the batch's space
public record PlanExecutor<Y>(Plan plan, Space<Y> space) {
    /// The result from the noise `start`, which stays as it is.
    public Y run(DiffusionModel<Y> model, Y start) {
        return run(model, start, StepObserver.none());
    }

    /// The result, with an observer that is told after each step.
    /// @throws IllegalArgumentException when `start` is not finite
    public Y run(DiffusionModel<Y> model, Y start, StepObserver<? super Y> observer) {
        var stepper = new PlanStepper<>(plan, space, model.prediction(), start, observer);
        while (!stepper.done()) {
            model.evaluate(stepper.input(), stepper.pending().at().t(), stepper.output());
            stepper.supplied();
        }
        return stepper.state();
    }
}

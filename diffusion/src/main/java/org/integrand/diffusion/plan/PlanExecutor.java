package org.integrand.diffusion.plan;

import java.util.List;
import org.integrand.diffusion.correction.DataCorrection;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.noise.NoiseSource;
import org.integrand.engine.space.Space;

/// Runs a plan by asking a model.
///
/// @param space the batch's space
/// @param hooks noise, correction, observer
public record PlanExecutor<Y>(Plan plan, Space<Y> space, SamplingHooks<Y> hooks) {
    /// Without noise and correction.
    public PlanExecutor(Plan plan, Space<Y> space) {
        this(plan, space, SamplingHooks.none());
    }

    public PlanExecutor<Y> with(NoiseSource<Y> noise) {
        return new PlanExecutor<>(plan, space, hooks.with(noise));
    }

    public PlanExecutor<Y> with(DataCorrection<Y> correction) {
        return new PlanExecutor<>(plan, space, hooks.with(correction));
    }

    /// The result from the noise `start`, which stays as it is.
    /// @throws IllegalArgumentException when `start` is not finite
    public Y run(DiffusionModel<Y> model, Y start) {
        return new PlanStepper<>(plan, space, model.prediction(), start, hooks).drive(model);
    }

    /// What is left in the registers that [Plan#states] names, from a state for each register in [Plan#given].
    /// @throws IllegalArgumentException when one is not finite, or their number differs
    public List<Y> runAll(DiffusionModel<Y> model, List<Y> starts) {
        var run = new PlanStepper<>(plan, space, model.prediction(), starts, hooks);
        run.drive(model);
        return run.states();
    }

    /// The result, with an observer that is told after each step.
    public Y run(DiffusionModel<Y> model, Y start, StepObserver<? super Y> observer) {
        return new PlanExecutor<>(plan, space, hooks.with(observer)).run(model, start);
    }
}

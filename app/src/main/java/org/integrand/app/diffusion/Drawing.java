package org.integrand.app.diffusion;

import org.integrand.app.job.Failure;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.AdaptiveStepper;
import org.integrand.diffusion.plan.ErrorMeasure;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;

/// Draws batches.
///
/// @param length numbers a sample
record Drawing<Y>(Route route, Extras extras, Precision<Y> precision, int length) {
    /// A batch, and what it took.
    ///
    /// @param plan     what was run; of an adaptive sampler its accepted steps
    /// @param rejected attempts that an adaptive sampler repeated
    record Drawn<Y>(Y samples, Plan plan, int evaluations, int rejected) {}

    /// The samples `first` ... of a run, from their states at the start.
    Drawn<Y> draw(DiffusionModel<Y> model, Y start, int first, int count, StepObserver<? super Y> observer) {
        var space = precision.space(count * length);
        var hooks = new SamplingHooks<Y>(
                precision.noise(extras.source(first, length)),
                extras.correction().map(spec -> precision.correction(spec, length)),
                observer);
        return switch (route) {
            case Route.Planned(Plan plan) -> {
                var run = new PlanStepper<>(plan, space, model.prediction(), start, hooks);
                yield new Drawn<>(run.drive(model), plan, plan.evaluations(), 0);
            }
            case Route.Chosen chosen -> {
                var sampler = chosen.sampler();
                var tolerances = new ErrorMeasure.Tolerances(sampler.absoluteTolerance(), sampler.relativeTolerance());
                var run = new AdaptiveStepper<>(
                        sampler.sampler().begin(chosen.schedule(), chosen.start(), chosen.end()),
                        precision.measure(tolerances, sampler.mean() ? count * length : length),
                        space,
                        model.prediction(),
                        start,
                        hooks);
                try {
                    run.drive(model);
                } catch (ArithmeticException e) {
                    throw new Failure(String.valueOf(e.getMessage()), e);
                }
                yield new Drawn<>(run.state(), run.taken(), run.evaluations(), run.rejected());
            }
        };
    }
}

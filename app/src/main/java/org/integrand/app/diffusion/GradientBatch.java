package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.gradient.FlowGradient;
import org.integrand.diffusion.gradient.GradientMode;
import org.integrand.diffusion.gradient.LossGradient;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.sensitivity.Sensitivity;

/// The gradient of one batch in the job's mode.
record GradientBatch<Y>(GradientJob job, Subject<Y> subject, Plan plan) {
    /// Checks what can be known of the mode before anything is run.
    static void check(GradientJob job, Subject<?> subject, Plan plan) {
        if (!job.mode().ofFlow()) {
            subject.differentiable(0, 1); // says what is wrong
            if (job.mode() == GradientJob.Mode.REVERSIBLE) PlanInverse.of(plan);
            return;
        }
        if (plan.stochastic())
            throw new IllegalArgumentException("mode " + GradientJob.name(job.mode())
                    + ": the sampler draws noise and the" + " flow has none, expected mode tape or checkpointed");
        subject.differentiable(0, 1); // says what is wrong
        if (!subject.precision().equals(Precision.DOUBLE))
            throw new IllegalArgumentException(
                    "mode " + GradientJob.name(job.mode())
                            + ": the flow is followed in double precision, expected model gaussian, gaussian-mixture or dataset");
        NoiseLevel end = plan.steps().getLast().to();
        if (end.noiseless() || plan.steps().getFirst().from().signalless())
            throw new IllegalArgumentException(
                    "mode " + GradientJob.name(job.mode())
                            + ": the flow in rho needs noise and signal at both ends, expected a grid without a step to zero noise");
    }

    static ExplicitRungeKutta method(GradientJob job) {
        return switch (job.flowMethod().orElse(GradientJob.FlowMethod.RK4)) {
            case EULER -> ExplicitMethods.EULER;
            case HEUN -> ExplicitMethods.HEUN;
            case RK4 -> ExplicitMethods.RK4;
            case TSIT5 -> ExplicitMethods.TSIT5;
            case DOP853 -> ExplicitMethods.DOP853;
        };
    }

    /// That of the samples from ... to - 1.
    LossGradient<Y> of(double[][] initial, int from, int to) {
        Y start = subject.precision().batch(initial, from, to);
        int count = to - from;
        return job.mode().ofFlow() ? flow(start, from, count) : exact(start, from, count);
    }

    private LossGradient<Y> exact(Y start, int first, int count) {
        int length = subject.dimension();
        var space = subject.precision().space(count * length);
        var extras = job.extras();
        var task = SampleGradient.of(plan, space, subject.differentiable(first, count))
                .with(subject.precision().noise(extras.source(first, length)))
                .with(
                        switch (job.mode()) {
                            case CHECKPOINTED -> GradientMode.checkpointed(job.slotsOrDefault());
                            case REVERSIBLE -> GradientMode.reversible();
                            default -> GradientMode.tape();
                        });
        if (extras.correction().isPresent())
            task = task.with(subject.precision().correction(extras.correction().get(), length));
        return task.gradient(start, subject.precision().squaredDistance(job.target()));
    }

    @SuppressWarnings("unchecked") // it was checked that states are doubles
    private LossGradient<Y> flow(Y start, int first, int count) {
        var model = (DifferentiableModel<double[]>) subject.differentiable(first, count);
        return (LossGradient<Y>) flow(model, (double[]) start);
    }

    private LossGradient<double[]> flow(DifferentiableModel<double[]> model, double[] start) {
        var schedule = job.plans().noise();
        var method = method(job);
        Sensitivity how = switch (job.mode()) {
            case INTERPOLATED -> Sensitivity.interpolated(method);
            case BACKSOLVE -> Sensitivity.backsolve(method);
            default -> Sensitivity.discrete(method);
        };
        List<NoiseLevel> levels = new ArrayList<>();
        plan.steps().forEach(step -> levels.add(step.from()));
        levels.add(plan.steps().getLast().to());
        var loss = SampleLoss.squaredDistance(job.target());
        if (job.tolerance().isEmpty())
            return FlowGradient.on(levels, schedule, model, how).gradient(start, loss);
        double tolerance = job.tolerance().getAsDouble();
        double from = levels.getFirst().t();
        return FlowGradient.adaptive(
                        schedule, model, how, from, levels.getLast().t(), tolerance)
                .gradient(start, loss);
    }
}

package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Run;
import org.integrand.diffusion.gradient.FlowGradient;
import org.integrand.diffusion.gradient.GradientMode;
import org.integrand.diffusion.gradient.LossGradient;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.sensitivity.Sensitivity;

/// The gradient of one batch in the job's mode. An adaptive sampler is run once to find its steps,
/// and the gradient goes through these.
record GradientBatch<Y>(GradientJob job, Subject<Y> subject, Route route, Run run) {
    /// A batch's gradient.
    ///
    /// @param plan  what was differentiated, where it is a plan
    /// @param first evaluations that it took to find the plan
    record Part<Y>(LossGradient<Y> gradient, Optional<Plan> plan, int first) {}

    /// Checks what can be known of the mode before anything is run.
    static void check(GradientJob job, Subject<?> subject, Route route) {
        subject.differentiable(0, 1); // says what is wrong
        switch (route) {
            case Route.Chosen _ -> {
                if (job.mode() == GradientJob.Mode.REVERSIBLE || job.mode() == GradientJob.Mode.SYMPLECTIC)
                    throw chosen(job, "tape, checkpointed, interpolated or backsolve");
                if (job.mode().ofFlow() && job.tolerance().isEmpty())
                    throw chosen(job, "a tolerance for the flow, or mode tape or checkpointed");
            }
            case Route.Planned(Plan plan) -> check(job, plan);
        }
        if (job.mode().ofFlow() && !subject.precision().equals(Precision.DOUBLE))
            throw new IllegalArgumentException(
                    "mode " + GradientJob.name(job.mode())
                            + ": the flow is followed in double precision, expected model gaussian, gaussian-mixture or dataset");
    }

    private static IllegalArgumentException chosen(GradientJob job, String expected) {
        return new IllegalArgumentException("mode " + GradientJob.name(job.mode()) + ": the sampler "
                + job.plan().sampler().label() + " chooses its steps by their error, expected " + expected);
    }

    private static void check(GradientJob job, Plan plan) {
        if (job.mode() == GradientJob.Mode.REVERSIBLE) PlanInverse.of(plan);
        if (!job.mode().ofFlow()) return;
        if (plan.stochastic())
            throw new IllegalArgumentException("mode " + GradientJob.name(job.mode())
                    + ": the sampler draws noise and the" + " flow has none, expected mode tape or checkpointed");
        NoiseLevel end = plan.steps().getLast().to();
        if (end.noiseless() || plan.steps().getFirst().from().signalless())
            throw new IllegalArgumentException(
                    "mode " + GradientJob.name(job.mode())
                            + ": the flow in rho needs noise and signal at both ends, expected a grid without a step to zero noise");
    }

    static ExplicitRungeKutta method(GradientJob job) {
        return switch (job.flow()) {
            case EULER -> ExplicitMethods.EULER;
            case HEUN -> ExplicitMethods.HEUN;
            case RK4 -> ExplicitMethods.RK4;
            case TSIT5 -> ExplicitMethods.TSIT5;
            case DOP853 -> ExplicitMethods.DOP853;
        };
    }

    /// That of the samples from ... to - 1.
    Part<Y> of(double[][] initial, int from, int to) {
        Y start = subject.precision().batch(initial, from, to);
        int count = to - from;
        if (job.mode().ofFlow()) return new Part<>(flow(start, from, count), Optional.empty(), 0);
        if (route instanceof Route.Planned(Plan plan))
            return new Part<>(exact(plan, start, from, count), Optional.of(plan), 0);
        var drawing = new Drawing<>(route, job.extras(), subject.precision(), subject.dimension());
        var drawn = drawing.draw(subject.model(from, count), start, from, count, StepObserver.none());
        return new Part<>(exact(drawn.plan(), start, from, count), Optional.of(drawn.plan()), drawn.evaluations());
    }

    private DifferentiableModel<Y> watched(int first, int count, long expected) {
        return new WatchedModel<>(subject.differentiable(first, count), run, expected);
    }

    private LossGradient<Y> exact(Plan plan, Y start, int first, int count) {
        int length = subject.dimension();
        var space = subject.precision().space(count * length);
        var extras = job.extras();
        var task = SampleGradient.of(plan, space, watched(first, count, 2L * plan.evaluations()))
                .with(subject.precision().noise(extras.source(first, length)))
                .with(
                        switch (job.mode()) {
                            case CHECKPOINTED -> GradientMode.checkpointed(job.slotsOrDefault());
                            case REVERSIBLE -> GradientMode.reversible();
                            default ->
                                job.activations().isPresent()
                                        ? GradientMode.tape(
                                                (long) job.activations().getAsInt() << 20)
                                        : GradientMode.tape();
                        });
        if (extras.correction().isPresent())
            task = task.with(subject.precision().correction(extras.correction().get(), length));
        return task.gradient(start, subject.precision().squaredDistance(job.target()));
    }

    @SuppressWarnings("unchecked") // it was checked that states are doubles
    private LossGradient<Y> flow(Y start, int first, int count) {
        long evaluations =
                route instanceof Route.Planned(Plan plan) ? 4L * plan.steps().size() : 200;
        var model = (DifferentiableModel<double[]>) watched(first, count, 3 * evaluations);
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
        var loss = SampleLoss.squaredDistance(job.target());
        if (job.tolerance().isPresent()) {
            double from = job.plans().start();
            double to = job.plans().end(job.plan().grid().steps());
            return FlowGradient.adaptive(
                            schedule, model, how, from, to, job.tolerance().getAsDouble())
                    .gradient(start, loss);
        }
        List<NoiseLevel> levels = new ArrayList<>();
        if (route instanceof Route.Planned(Plan plan)) {
            levels.add(plan.steps().getFirst().from());
            plan.steps().forEach(step -> levels.add(step.to()));
        }
        return FlowGradient.on(levels, schedule, model, how).gradient(start, loss);
    }
}

package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.integrand.app.job.Run;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The probability-flow solution from given states, so fine that its own error should not count.
///
/// @param samples `[sample][component]`
/// @param error   estimate of its largest error: the difference to a coarser solution
/// @param method  how it was found, for people
record Reference(double[][] samples, double error, String method) {
    private static final double TOLERANCE = 1e-12;
    /// Evaluations of the converged solution; its error is taken from half as many.
    private static final int CONVERGED = 200;

    private static final SamplerSpec MULTISTEP = DpmSamplers.DpmSolver.plusPlus3M();

    /// By the engine. Each sample is solved by itself: the steps of one do not depend on the others. The
    /// error is the difference to a solution of a hundred times the tolerance.
    static Reference flow(Subject<double[]> subject, Plans plans, double[][] initial, Run run) {
        double end = plans.end(0);
        return flow(subject.model(0, 1), plans, (flow, x) -> flow.at(plans.start(), x, end), initial, run);
    }

    /// The same between the ends of a plan, on whatever schedule it goes, with or without noise or signal there.
    static Reference flow(Subject<double[]> subject, Plan plan, double[][] initial, Run run) {
        var ends = new StraightFlow(
                plan.steps().getFirst().from(), plan.steps().getLast().to());
        var straight = new Plans(
                new ScheduleSpec.Flow(OptionalDouble.empty(), OptionalDouble.empty()),
                new GridSpec.LogSnr(1),
                new Times(OptionalDouble.empty(), OptionalDouble.empty()));
        return flow(subject.on(straight).model(0, 1), straight, ends::follow, initial, run);
    }

    private static Reference flow(
            DiffusionModel<double[]> model,
            Plans plans,
            BiFunction<ReferenceFlow, double[], double[]> follow,
            double[][] initial,
            Run run) {
        var fine = new ReferenceFlow(plans.noise(), model, TOLERANCE);
        var coarse = new ReferenceFlow(plans.noise(), model, 100 * TOLERANCE);
        double[][] samples = new double[initial.length][];
        double[][] others = new double[initial.length][];
        for (int i = 0; i < initial.length; i++) {
            run.progress().at((double) i / initial.length, "reference solution");
            run.cancellation().check();
            samples[i] = follow.apply(fine, initial[i]);
            others[i] = follow.apply(coarse, initial[i]);
        }
        return new Reference(samples, largest(samples, others), "engine");
    }

    /// By a sampler that has converged, for models of which thousands of evaluations are too many.
    static Reference converged(Subject<?> subject, Plans plans, double[][] initial, Run run) {
        return converged(subject, plan(plans, CONVERGED), plan(plans, CONVERGED / 2), initial, run);
    }

    /// The same between the ends of a scheduler's plan. At the clean end the model is not asked about less noise than
    /// it
    /// knows.
    static Reference converged(Subject<?> subject, Plans plans, Plan plan, double[][] initial, Run run) {
        var fine = between(plans.noise(), plan, CONVERGED);
        return converged(subject, fine, between(plans.noise(), plan, CONVERGED / 2), initial, run);
    }

    private static Plan between(NoiseSchedule schedule, Plan plan, int steps) {
        var from = plan.steps().getFirst().from();
        var to = plan.steps().getLast().to();
        double start = from.signalless() ? schedule.tMax() : time(schedule, from);
        double least = schedule.at(schedule.tMin()).noiseless() ? 1e-3 * schedule.tMax() : schedule.tMin();
        double end = to.noiseless() ? least : time(schedule, to);
        TimeGrid grid = from.signalless() ? new TimeGrid.TimeUniform() : new TimeGrid.LogSnr();
        return MULTISTEP.sampler().compile(schedule, to.noiseless() ? grid.thenZero() : grid, steps, start, end);
    }

    private static double time(NoiseSchedule schedule, NoiseLevel level) {
        return Math.clamp(schedule.time(level.halfLogSnr()), schedule.tMin(), schedule.tMax());
    }

    private static Reference converged(Subject<?> subject, Plan fine, Plan coarse, double[][] initial, Run run) {
        var first = new Run(run.progress().part(0, 2 / 3.0), run.cancellation(), false);
        var second = new Run(run.progress().part(2 / 3.0, 1), run.cancellation(), false);
        double[][] samples = new Batches<>(subject, fine).run(initial, first).samples();
        double[][] others = new Batches<>(subject, coarse).run(initial, second).samples();
        if (others.length < initial.length || samples.length < initial.length)
            throw new CancellationException("interrupted before the reference solution was done");
        return new Reference(
                samples, largest(samples, others), fine.sampler() + ", " + fine.evaluations() + " evaluations");
    }

    private static Plan plan(Plans plans, int evaluations) {
        return plans.plan(MULTISTEP, OptionalInt.of(evaluations));
    }

    private static double largest(double[][] a, double[][] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < a[i].length; j++) largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
        return largest;
    }

    /// Root mean square of the distance of some samples, and the largest one.
    double[] distance(double[][] others) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < samples.length; i++)
            for (int j = 0; j < samples[i].length; j++) {
                double d = Math.abs(others[i][j] - samples[i][j]);
                sum += d * d;
                largest = Math.max(largest, d);
            }
        return new double[] {
            Math.sqrt(sum / Arrays.stream(samples).mapToInt(x -> x.length).sum()), largest
        };
    }
}

package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Plan;

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
    static Reference flow(DiffusionModel<double[]> model, Plans plans, double[][] initial, Run run) {
        var fine = new ReferenceFlow(plans.noise(), model, TOLERANCE);
        var coarse = new ReferenceFlow(plans.noise(), model, 100 * TOLERANCE);
        double end = plans.end(0);
        double[][] samples = new double[initial.length][];
        double[][] others = new double[initial.length][];
        for (int i = 0; i < initial.length; i++) {
            run.progress().at((double) i / initial.length, "reference solution");
            run.cancellation().check();
            samples[i] = fine.at(plans.start(), initial[i], end);
            others[i] = coarse.at(plans.start(), initial[i], end);
        }
        return new Reference(samples, largest(samples, others), "engine");
    }

    /// By a sampler that has converged, for models of which thousands of evaluations are too many.
    static Reference converged(Subject<?> subject, Plans plans, double[][] initial, Run run) {
        var fine = plan(plans, CONVERGED);
        var coarse = plan(plans, CONVERGED / 2);
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

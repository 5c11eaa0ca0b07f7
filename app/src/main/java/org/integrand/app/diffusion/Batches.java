package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.engine.space.DoubleSpace;

/// Runs a plan on many states, a batch at a time: an interrupt keeps the batches that are done. Samples are
/// independent,
/// so the batches' size changes no number.
record Batches(Guidance guidance, Plan plan) {
    /// Numbers in a batch: a few of its states fit the second-level cache.
    private static final int BATCH_NUMBERS = 16_384;

    private int dimension() {
        return guidance.dimension();
    }

    /// The samples; fewer than the states when the run was cancelled.
    double[][] run(double[][] initial, Run run) {
        int size = Math.max(1, BATCH_NUMBERS / dimension());
        List<double[]> samples = new ArrayList<>(initial.length);
        for (int from = 0; from < initial.length; from += size) {
            int to = Math.min(from + size, initial.length);
            var part = run.progress().part((double) from / initial.length, (double) to / initial.length);
            try {
                double[] x = batch(initial, from, to, StepObserver.reporting(part, run.cancellation()));
                for (int i = 0; i < to - from; i++)
                    samples.add(Arrays.copyOfRange(x, i * dimension(), (i + 1) * dimension()));
            } catch (CancellationException _) {
                break;
            }
        }
        return samples.toArray(double[][]::new);
    }

    private double[] batch(double[][] initial, int from, int to, StepObserver<double[]> observer) {
        int dimension = dimension();
        double[] x = new double[(to - from) * dimension];
        for (int i = from; i < to; i++) System.arraycopy(initial[i], 0, x, (i - from) * dimension, dimension);
        return new PlanExecutor<>(plan, DoubleSpace.of(x.length)).run(guidance.model(to - from), x, observer);
    }
}

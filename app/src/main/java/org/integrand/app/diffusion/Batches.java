package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.StepObserver;

/// Runs a plan on many states, a batch at a time: an interrupt keeps the batches that are done. Samples are
/// independent, so the batches' size changes no number.
record Batches<Y>(Subject<Y> subject, Plan plan) {
    /// The samples; fewer than the states when the run was cancelled.
    double[][] run(double[][] initial, Run run) {
        int size = subject.batch();
        List<double[]> samples = new ArrayList<>(initial.length);
        for (int from = 0; from < initial.length; from += size) {
            int to = Math.min(from + size, initial.length);
            var part = run.progress().part((double) from / initial.length, (double) to / initial.length);
            try {
                Y x = batch(initial, from, to, StepObserver.reporting(part, run.cancellation()));
                for (int i = 0; i < to - from; i++)
                    samples.add(subject.precision().row(x, i, subject.dimension()));
            } catch (CancellationException _) {
                break;
            }
        }
        return samples.toArray(double[][]::new);
    }

    private Y batch(double[][] initial, int from, int to, StepObserver<Y> observer) {
        Y x = subject.precision().batch(initial, from, to);
        var space = subject.precision().space((to - from) * subject.dimension());
        return new PlanExecutor<>(plan, space).run(subject.model(from, to - from), x, observer);
    }
}

package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.StepObserver;

/// Draws many samples, a batch at a time: an interrupt keeps the batches that are done. Samples are
/// independent, so the batches' size changes no number; only an adaptive sampler that shares its steps has
/// all in one.
record Batches<Y>(Subject<Y> subject, Route route, Extras extras) {
    /// By a plan that draws no noise.
    Batches(Subject<Y> subject, Plan plan) {
        this(subject, new Route.Planned(plan), Extras.of(0));
    }

    /// Samples and what they took.
    ///
    /// @param samples  fewer than the states when the run was cancelled
    /// @param plan     what was run; of an adaptive sampler the one with the most evaluations
    /// @param rejected attempts that an adaptive sampler repeated, in that one
    record Outcome(double[][] samples, Optional<Plan> plan, int evaluations, int rejected) {}

    /// The samples from their states at the start, `[sample][component]`.
    Outcome run(double[][] initial, Run run) {
        int size = extras.noise().isPresent() ? initial.length : route.batch(subject.batch(), initial.length);
        var drawing = new Drawing<>(route, extras, subject.precision(), subject.dimension());
        List<double[]> samples = new ArrayList<>(initial.length);
        Optional<Drawing.Drawn<Y>> longest = Optional.empty();
        for (int from = 0; from < initial.length; from += size) {
            int to = Math.min(from + size, initial.length);
            var part = run.progress().part((double) from / initial.length, (double) to / initial.length);
            Drawing.Drawn<Y> drawn;
            try {
                drawn = drawing.draw(
                        subject.model(from, to - from),
                        subject.precision().batch(initial, from, to),
                        from,
                        to - from,
                        StepObserver.reporting(part, run.cancellation()));
            } catch (CancellationException _) {
                break;
            }
            for (int i = 0; i < to - from; i++)
                samples.add(subject.precision().row(drawn.samples(), i, subject.dimension()));
            if (longest.isEmpty() || drawn.evaluations() > longest.get().evaluations()) longest = Optional.of(drawn);
        }
        return new Outcome(
                samples.toArray(double[][]::new),
                longest.map(Drawing.Drawn::plan),
                longest.map(Drawing.Drawn::evaluations).orElse(0),
                longest.map(Drawing.Drawn::rejected).orElse(0));
    }
}

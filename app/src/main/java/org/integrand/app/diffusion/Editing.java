package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.inversion.Amplification;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;

/// Data edited by several samplers: encoded as their class, decoded as another, and, as a test, as their
/// own.
///
/// @param ways each sampler on its levels, for as many evaluations as the others
record Editing(EditJob job, Editable<?> editable, List<Way> ways, Optional<ReportFolder> report) implements Work {
    /// Evaluations of a run that draws the data.
    private static final int DRAWN_IN = 30;

    /// A sampler on the levels of the job.
    record Way(SamplerSpec spec, TwoWay two) {
        Optional<Amplification> amplification() {
            return two.sampler().exact() ? Optional.of(Amplification.of(two.decode())) : Optional.empty();
        }
    }

    /// What a sampler did.
    ///
    /// @param edited      decoded as the other class
    /// @param same        decoded as the class that they have
    /// @param latentError largest difference of the latent when that is encoded again, by the latent's size
    record Edit(Way way, double[][] edited, double[][] same, double latentError) {}

    /// The work; what is open is closed with it, also when it cannot be done.
    static Editing of(EditJob job, Editable<?> editable) {
        try {
            editable.check("from", job.source());
            editable.check("to", job.target());
            return new Editing(
                    job,
                    editable,
                    job.samplers().stream().map(spec -> way(job, spec)).toList(),
                    job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            editable.close().run();
            throw e;
        }
    }

    /// So many steps that the job's evaluations are met as nearly as can be.
    private static Way way(EditJob job, SamplerSpec spec) {
        var plans = job.plans();
        Function<Integer, TwoWay> on = steps -> TwoWay.of(
                spec,
                spec.sampler().compile(plans.noise(), plans.grid().grid(), steps, plans.start(), plans.end(steps)),
                plans.noise());
        double perStep =
                (on.apply(20).decode().evaluations() - on.apply(10).decode().evaluations()) / 10.0;
        int steps = Math.max(2, (int) Math.round(job.evaluations() / perStep));
        var way = new Way(spec, on.apply(steps).part(job.strength()));
        way.two().encode(); // says what is wrong with the levels
        return way;
    }

    @Override
    public Result run(Run run) {
        try {
            return run(editable, run);
        } finally {
            editable.close().run();
        }
    }

    private Wish wish(int drawn, double guidance) {
        return new Wish(job.plans(), OptionalInt.of(drawn), guidance, Optional.empty());
    }

    private <Y> Result run(Editable<Y> what, Run run) {
        long began = System.nanoTime();
        var source = what.wanted().apply(wish(job.source(), job.guidance()));
        var target = what.wanted().apply(wish(job.target(), job.guidance()));
        double[][] data = job.given(source.dimension()).orElseGet(() -> drawn(what, run));
        List<Edit> edits = new ArrayList<>();
        boolean cancelled = false;
        for (Way way : ways) {
            var part = run.progress()
                    .part(0.1 + 0.9 * edits.size() / ways.size(), 0.1 + 0.9 * (edits.size() + 1) / ways.size());
            try {
                edits.add(edit(way, source, target, data, new Run(part, run.cancellation(), false)));
            } catch (CancellationException e) {
                if (edits.isEmpty()) throw e;
                cancelled = true;
                break;
            }
        }
        var outcome = new EditOutcome(job, data, edits, what.judge());
        var json = outcome.json((System.nanoTime() - began) * 1e-9);
        if (cancelled) json.put("interrupted", true);
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("edit")) : Optional.empty());
        folder.ifPresent(f -> new EditReport(f, JobWriter.write("edit", job), source.pictures()).write(outcome, json));
        String text = EditReport.text(json)
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, cancelled);
    }

    /// Data of the class, drawn from the model itself.
    private <Y> double[][] drawn(Editable<Y> what, Run run) {
        var plans = job.plans();
        Plan plan = DpmSolver.plusPlus(Method.MULTISTEP, 2)
                .compile(plans.noise(), plans.grid().grid(), DRAWN_IN, plans.start(), plans.end(DRAWN_IN));
        var subject = what.wanted().apply(wish(job.source(), 1));
        double[][] noise = InitialStates.gaussian(
                job.seed(), job.count(), subject.dimension(), plans.startDeviation(OptionalInt.empty()));
        var first = new Run(run.progress().part(0, 0.1), run.cancellation(), false);
        return new Batches<>(subject, plan).run(noise, first).samples();
    }

    private <Y> Edit edit(Way way, Subject<Y> source, Subject<Y> target, double[][] data, Run run) {
        var progress = run.progress();
        List<double[][]> latent = run(way.two().encode(), source, List.<double[][]>of(data), step(run, 0));
        latent = latent.subList(0, way.two().decode().given().size());
        double[][] edited =
                run(way.two().decode(), target, latent, step(run, 0.25)).getFirst();
        double[][] same =
                run(way.two().decode(), source, latent, step(run, 0.5)).getFirst();
        List<double[][]> again = run(way.two().encode(), source, List.<double[][]>of(same), step(run, 0.75));
        progress.at(1, way.spec().label());
        return new Edit(way, edited, same, EditOutcome.relative(again.getFirst(), latent.getFirst()));
    }

    private static Run step(Run run, double from) {
        return new Run(run.progress().part(from, from + 0.25), run.cancellation(), false);
    }

    /// All states that a plan leaves, batch by batch.
    private static <Y> List<double[][]> run(Plan plan, Subject<Y> subject, List<double[][]> starts, Run run) {
        int count = starts.getFirst().length;
        int length = subject.dimension();
        List<double[][]> results = new ArrayList<>();
        for (int k = 0; k < plan.states().size(); k++) results.add(new double[count][]);
        for (int from = 0; from < count; from += subject.batch()) {
            int to = Math.min(from + subject.batch(), count);
            int first = from;
            StepObserver<Y> observer = StepObserver.reporting(
                    run.progress().part((double) from / count, (double) to / count), run.cancellation());
            var executor = new PlanExecutor<>(
                    plan,
                    subject.precision().space((to - from) * length),
                    SamplingHooks.<Y>none().with(observer));
            var states = executor.runAll(
                    subject.model(from, to - from),
                    starts.stream()
                            .map(state -> subject.precision().batch(state, first, to))
                            .toList());
            for (int k = 0; k < states.size(); k++)
                for (int i = from; i < to; i++)
                    results.get(k)[i] = subject.precision().row(states.get(k), i - from, length);
        }
        return results;
    }
}

package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.engine.run.Progress;
import tools.jackson.databind.node.ObjectNode;

/// Samplers on a model, measured against the reference solution from the same states; a scheduler of diffusers against
/// that between its own ends.
///
/// @param entries what is run, in order
record ModelComparison(
        CompareJob job, Subject<?> subject, List<Entry> entries, double[][] initial, Optional<ReportFolder> report)
        implements Work {
    /// A sampler with so many evaluations.
    ///
    /// @param plans of the job, or those that a scheduler brings
    record Entry(SamplerSpec sampler, Plans plans, Route route) {
        /// The plan of a scheduler or a solver schedule, whose ends are its own.
        Optional<Plan> scheduled() {
            return (plans.scheduled().isPresent() || plans.solver().isPresent())
                            && route instanceof Route.Planned(Plan plan)
                    ? Optional.of(plan)
                    : Optional.empty();
        }
    }

    /// Where entries start together, and with what they are compared.
    private record Course(Subject<?> subject, double[][] initial, Reference reference) {}

    /// What entries of one course have in common: nothing but the job, or the ends of a scheduler's plan.
    private record Ends(Optional<Plans> plans, Optional<NoiseLevel> from, Optional<NoiseLevel> to) {
        static Ends of(Entry entry) {
            return new Ends(
                    entry.scheduled().map(_ -> entry.plans()),
                    entry.scheduled().map(plan -> plan.steps().getFirst().from()),
                    entry.scheduled().map(plan -> plan.steps().getLast().to()));
        }
    }

    /// How far the samples of an entry are from the reference: root mean square and largest over all
    /// components.
    record Row(SamplerSpec sampler, Plan plan, int evaluations, double rms, double largest, double seconds) {}

    /// The work; the subject is closed with it, also when it cannot be done.
    static ModelComparison of(CompareJob job, Subject<?> subject) {
        try {
            var plans = job.plans();
            var initial = job.start()
                    .of(plans.startDeviation(OptionalInt.empty()), subject.dimension(), job.count(), job.seed());
            var entries = job.all().stream()
                    .flatMap(sampler -> entries(plans, sampler, job.evaluations()).stream())
                    .map(ModelComparison::following)
                    .toList();
            return new ModelComparison(
                    job, subject, entries, initial, job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    /// A sampler's plans; numbers of evaluations that it cannot meet are left out, and an adaptive
    /// sampler, which chooses them, is run once, as is a solver schedule.
    ///
    /// @throws IllegalArgumentException when it can meet none
    static List<Entry> entries(Plans plans, SamplerSpec sampler, int[] evaluations) {
        var own = plans.on(sampler);
        if (sampler.adaptive().isPresent() || own.solver().isPresent())
            return List.of(new Entry(sampler, own, own.route(sampler, OptionalInt.empty())));
        var entries = new ArrayList<Entry>();
        Optional<IllegalArgumentException> reason = Optional.empty();
        for (int n : evaluations) {
            try {
                entries.add(new Entry(sampler, own, own.route(sampler, OptionalInt.of(n))));
            } catch (IllegalArgumentException e) {
                reason = Optional.of(e);
            }
        }
        if (entries.isEmpty() && reason.isPresent()) throw reason.get();
        return entries;
    }

    /// The path that errors are measured from is the flow's, which a stochastic sampler does not follow.
    private static Entry following(Entry entry) {
        if (entry.route() instanceof Route.Planned(Plan plan) && plan.stochastic())
            throw new IllegalArgumentException("sampler " + entry.sampler().label()
                    + " draws noise, so its samples have no distance to the flow's:"
                    + " expected a deterministic one (compare the statistics that sample gives, or the digits)");
        return entry;
    }

    @Override
    public Result run(Run run) {
        try (subject) {
            return compared(run);
        }
    }

    private Result compared(Run run) {
        long began = System.nanoTime();
        var courses = new HashMap<Ends, Course>();
        var rows = new ArrayList<Row>();
        for (Entry entry : entries) {
            var course = courses.computeIfAbsent(Ends.of(entry), _ -> course(entry, rows.size(), run));
            if (run.cancellation().pending()) break;
            run.progress()
                    .at(
                            0.5 + 0.5 * rows.size() / entries.size(),
                            entry.sampler().label());
            long start = System.nanoTime();
            var outcome = new Batches<>(course.subject(), entry.route(), Extras.of(job.seed()))
                    .run(course.initial(), new Run(Progress.NONE, run.cancellation(), false));
            if (outcome.plan().isEmpty() || outcome.samples().length < course.initial().length) break;
            double seconds = (System.nanoTime() - start) * 1e-9;
            double[] distance = course.reference().distance(outcome.samples());
            rows.add(new Row(
                    entry.sampler(), outcome.plan().get(), outcome.evaluations(), distance[0], distance[1], seconds));
        }
        if (rows.isEmpty()) throw new CancellationException("interrupted before the first sampler was done");
        var references = courses.values().stream().map(Course::reference).toList();
        var json = result(rows, references, (System.nanoTime() - began) * 1e-9);
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("compare")) : Optional.empty());
        folder.ifPresent(f -> CompareReport.write(f, JobWriter.write("compare", job), rows, json));
        String text = CompareReport.text(rows)
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, rows.size() < entries.size());
    }

    private Course course(Entry entry, int done, Run run) {
        double from = 0.5 * done / entries.size();
        var part = new Run(run.progress().part(from, from + 0.5), run.cancellation(), false);
        if (entry.scheduled().isEmpty())
            return new Course(subject, initial, subject.reference(job.plans(), initial, part));
        var own = subject.on(entry.plans());
        var plan = entry.scheduled().get();
        double deviation = entry.plans().startDeviation(OptionalInt.of(plan.evaluations()));
        var start = job.start().of(deviation, subject.dimension(), job.count(), job.seed());
        return new Course(own, start, own.reference(entry.plans(), plan, start, part));
    }

    private ObjectNode result(List<Row> rows, List<Reference> references, double seconds) {
        var json = JobFile.object()
                .put("command", "compare")
                .put("evaluations", rows.stream().mapToInt(Row::evaluations).sum())
                .put(
                        "steps",
                        rows.stream().mapToInt(r -> r.plan().steps().size()).sum())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("count", initial.length)
                .put("dimension", subject.dimension())
                .put(
                        "reference",
                        references.stream().map(Reference::method).distinct().collect(Collectors.joining("; ")))
                .put(
                        "referenceError",
                        references.stream().mapToDouble(Reference::error).max().orElse(0));
        var table = json.putArray("rows");
        for (Row row : rows)
            table.addObject()
                    .put("sampler", row.sampler().label())
                    .put("plan", row.plan().sampler())
                    .put("evaluations", row.evaluations())
                    .put("steps", row.plan().steps().size())
                    .put("error", row.rms())
                    .put("maxError", row.largest())
                    .put("seconds", row.seconds());
        if (rows.size() < entries.size()) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }
}

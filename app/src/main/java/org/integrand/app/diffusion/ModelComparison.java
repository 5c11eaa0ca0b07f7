package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.plan.Plan;
import org.integrand.engine.run.Progress;
import tools.jackson.databind.node.ObjectNode;

/// Samplers on a model, measured against the reference solution from the same states.
///
/// @param entries what is run, in order
record ModelComparison(
        CompareJob job, Subject<?> subject, List<Entry> entries, double[][] initial, Optional<ReportFolder> report)
        implements Work {
    /// A sampler with so many evaluations.
    record Entry(SamplerSpec sampler, Plan plan) {}

    /// How far the samples of an entry are from the reference: root mean square and largest over all
    /// components.
    record Row(Entry entry, double rms, double largest, double seconds) {}

    /// The work; the subject is closed with it, also when it cannot be done.
    static ModelComparison of(CompareJob job, Subject<?> subject) {
        try {
            var plans = job.plans();
            var initial = StartStates.of(
                    job.initial(), job.initialFile(), plans, subject.dimension(), job.count(), job.seed());
            var entries = job.samplers().stream()
                    .flatMap(sampler -> entries(plans, sampler, job.evaluations()).stream())
                    .toList();
            return new ModelComparison(
                    job, subject, entries, initial, job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    /// A sampler's plans; numbers of evaluations that it cannot meet are left out.
    ///
    /// @throws IllegalArgumentException when it can meet none
    static List<Entry> entries(Plans plans, SamplerSpec sampler, int[] evaluations) {
        var entries = new ArrayList<Entry>();
        Optional<IllegalArgumentException> reason = Optional.empty();
        for (int n : evaluations) {
            try {
                entries.add(new Entry(sampler, plans.plan(sampler, OptionalInt.of(n))));
            } catch (IllegalArgumentException e) {
                reason = Optional.of(e);
            }
        }
        if (entries.isEmpty() && reason.isPresent()) throw reason.get();
        return entries;
    }

    @Override
    public Result run(Run run) {
        try (subject) {
            return compared(run);
        }
    }

    private Result compared(Run run) {
        long began = System.nanoTime();
        var reference = subject.reference(
                job.plans(), initial, new Run(run.progress().part(0, 0.5), run.cancellation(), false));
        var rows = new ArrayList<Row>();
        for (Entry entry : entries) {
            if (run.cancellation().pending()) break;
            run.progress()
                    .at(
                            0.5 + 0.5 * rows.size() / entries.size(),
                            entry.sampler().label());
            long start = System.nanoTime();
            double[][] samples = new Batches<>(subject, entry.plan())
                    .run(initial, new Run(Progress.NONE, run.cancellation(), false));
            if (samples.length < initial.length) break;
            double seconds = (System.nanoTime() - start) * 1e-9;
            double[] distance = reference.distance(samples);
            rows.add(new Row(entry, distance[0], distance[1], seconds));
        }
        if (rows.isEmpty()) throw new CancellationException("interrupted before the first sampler was done");
        var json = result(rows, reference, (System.nanoTime() - began) * 1e-9);
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("compare")) : Optional.empty());
        folder.ifPresent(f -> CompareReport.write(f, JobWriter.write("compare", job), rows, json));
        String text = CompareReport.text(rows)
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, rows.size() < entries.size());
    }

    private ObjectNode result(List<Row> rows, Reference reference, double seconds) {
        var json = JobFile.object()
                .put("command", "compare")
                .put(
                        "evaluations",
                        rows.stream()
                                .mapToInt(r -> r.entry().plan().evaluations())
                                .sum())
                .put(
                        "steps",
                        rows.stream()
                                .mapToInt(r -> r.entry().plan().steps().size())
                                .sum())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("count", initial.length)
                .put("dimension", subject.dimension())
                .put("reference", reference.method())
                .put("referenceError", reference.error());
        var table = json.putArray("rows");
        for (Row row : rows)
            table.addObject()
                    .put("sampler", row.entry().sampler().label())
                    .put("plan", row.entry().plan().sampler())
                    .put("evaluations", row.entry().plan().evaluations())
                    .put("steps", row.entry().plan().steps().size())
                    .put("error", row.rms())
                    .put("maxError", row.largest())
                    .put("seconds", row.seconds());
        if (rows.size() < entries.size()) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }
}

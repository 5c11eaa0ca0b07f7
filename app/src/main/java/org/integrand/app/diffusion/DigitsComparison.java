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
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.engine.run.Progress;

/// Samplers on the digits from common noise: Frechet distance, agreement, and the distance to the
/// converged solution. Every finished row is kept in the report's folder: the same job, or one with more
/// samplers, goes on from there.
///
/// @param entries what is run, in order; the first is the converged solution
record DigitsComparison(
        CompareJob job,
        ModelSpec.Digits spec,
        List<Entry> entries,
        float[] initial,
        int[] classes,
        Optional<ReportFolder> report)
        implements Work {
    /// Evaluations of the converged solution.
    private static final int CONVERGED = 100;
    private static final int PIXELS = DigitModel.PIXELS;
    private static final SamplerSpec REFERENCE = DpmSamplers.DpmSolver.plusPlus3M();

    /// A sampler with so many evaluations.
    record Entry(String label, Route route) {
        /// Evaluations a sample; of an adaptive sampler they are known afterwards, this many are expected.
        int evaluations() {
            return route instanceof Route.Planned(Plan plan) ? plan.evaluations() : 50;
        }
    }

    static DigitsComparison of(CompareJob job, ModelSpec.Digits spec) {
        var plans = job.plans();
        DigitBatches.check(job.wish());
        var entries = new ArrayList<Entry>();
        var fine = new Plans(plans.schedule(), new GridSpec.LogSnr(CONVERGED), plans.times());
        entries.add(new Entry(DigitsTable.REFERENCE, fine.route(REFERENCE, OptionalInt.of(CONVERGED))));
        for (var sampler : job.all())
            if (sampler instanceof SchedulerSampler)
                throw new IllegalArgumentException(
                        "sampler scheduler: the network of model digits has a schedule of its"
                                + " own, expected model onnx, dataset, gaussian or gaussian-mixture");
        for (var sampler : job.all())
            for (var entry : ModelComparison.entries(plans, sampler, job.evaluations()))
                entries.add(new Entry(sampler.label(), entry.route()));
        var initial = job.start().of(plans.startDeviation(OptionalInt.empty()), PIXELS, job.count(), job.seed());
        return new DigitsComparison(
                job,
                spec,
                entries,
                DigitBatches.flat(initial),
                DigitBatches.classes(job.wanted().drawn(), initial.length),
                job.out().map(Path::of).map(ReportFolder::at));
    }

    @Override
    public Result run(Run run) {
        long began = System.nanoTime();
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("compare")) : Optional.empty());
        var table = DigitsTable.of(job, folder);
        int threads = Runtime.getRuntime().availableProcessors();
        long all = entries.stream().mapToLong(Entry::evaluations).sum();
        long done = 0;
        int rows = 0;
        try (var batches = new DigitBatches(spec.open(threads), job.wish(), Optional.empty());
                var judge = DigitModel.judge(threads)) {
            Optional<float[]> converged = table.converged();
            for (Entry entry : entries) {
                var part = run.progress().part((double) done / all, (double) (done + entry.evaluations()) / all);
                done += entry.evaluations();
                boolean reference = entry.label().equals(DigitsTable.REFERENCE);
                if (table.holds(entry) && !(reference && converged.isEmpty())) {
                    rows++;
                    continue;
                }
                Progress named = (fraction, _) -> part.at(fraction, entry.label() + " " + entry.evaluations());
                long start = System.nanoTime();
                var outcome = batches.run(
                        entry.route(),
                        Extras.of(job.seed()),
                        initial,
                        classes,
                        new Run(named, run.cancellation(), false));
                float[] samples = outcome.samples();
                if (outcome.plan().isEmpty() || samples.length < initial.length) break;
                double seconds = (System.nanoTime() - start) * 1e-9;
                if (reference) {
                    converged = Optional.of(samples);
                    table.keepConverged(samples);
                }
                var verdict = judge.judge(samples, classes, Progress.NONE, run.cancellation());
                table.add(entry.label(), outcome, verdict, distance(samples, converged.orElse(samples)), seconds);
                rows++;
            }
        } catch (CancellationException _) {
            // what is finished is kept
        }
        if (table.rows().isEmpty()) throw new CancellationException("interrupted before the first sampler was done");
        var json = JobFile.object()
                .put("command", "compare")
                .put("evaluations", all)
                .put(
                        "steps",
                        table.rows().stream().mapToInt(DigitsTable.Row::steps).sum())
                .put("seconds", (System.nanoTime() - began) * 1e-9)
                .put("seed", job.seed())
                .put("count", classes.length)
                .put("dimension", PIXELS)
                .put("guidance", job.wish().guidance());
        json.set("rows", table.json());
        if (rows < entries.size()) json.put("interrupted", true);
        json.putArray("files");
        folder.ifPresent(f -> DigitsComparisonReport.write(f, JobWriter.write("compare", job), table.rows(), json));
        String text = DigitsComparisonReport.text(table.rows())
                + folder.map(f -> "report: " + f.path().resolve("index.html")).orElse("");
        return new Result(json, text, rows < entries.size());
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum / a.length);
    }
}

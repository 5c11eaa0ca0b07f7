package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.digits.DigitJudge;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import tools.jackson.databind.node.ObjectNode;

/// The main job: draws handwritten digits and says how good they are.
///
/// @param initial `[sample][784]` in one array
record DigitsSampling(
        SampleJob job,
        ModelSpec.Digits spec,
        Route route,
        float[] initial,
        int[] classes,
        Optional<ReportFolder> report)
        implements Work {
    private static final int PIXELS = DigitModel.PIXELS;

    static DigitsSampling of(SampleJob job, ModelSpec.Digits spec) {
        var plans = job.plans();
        if (plans.scheduled().isPresent())
            throw new IllegalArgumentException("scheduler: the network of model digits has a schedule of its own,"
                    + " expected model onnx, dataset, gaussian or gaussian-mixture");
        DigitBatches.check(job.wish());
        job.sag().ifPresent(sag -> DigitEstimate.check(sag, job.wish()));
        var route = plans.route(job.plan().sampler(), job.plan().evaluations());
        var initial = job.start().of(plans.startDeviation(job.plan().evaluations()), PIXELS, job.count(), job.seed());
        job.samplesFile().map(Path::of).ifPresent(NumberFile::check);
        return new DigitsSampling(
                job,
                spec,
                route,
                DigitBatches.flat(initial),
                DigitBatches.classes(job.wanted().drawn(), initial.length),
                job.out().map(Path::of).map(ReportFolder::at));
    }

    private double guidance() {
        return job.wish().guidance();
    }

    @Override
    public Result run(Run run) {
        long began = System.nanoTime();
        int threads = Runtime.getRuntime().availableProcessors();
        try (var batches = new DigitBatches(spec.open(threads), job.wish(), job.sag());
                var judge = DigitModel.judge(threads)) {
            var whole = new Run(run.progress().part(0, 0.6), run.cancellation(), run.reports());
            var outcome = batches.run(route, job.extras(), initial, classes, whole);
            float[] samples = outcome.samples();
            int count = samples.length / PIXELS;
            Plan plan = outcome.plan()
                    .orElseThrow(() -> new CancellationException(
                            "interrupted before the first samples were done: nothing to keep"));
            double seconds = (System.nanoTime() - began) * 1e-9;
            var verdict = judge.judge(samples, Arrays.copyOf(classes, count), Progress.NONE, Cancellation.NONE);
            var json = result(outcome, plan, seconds, batches, verdict);
            job.samplesFile().ifPresent(file -> {
                NumberFile.write(Path.of(file), rows(samples));
                json.withArray("files").add(file);
            });
            if (samples.length <= ModelSampling.FEW_NUMBERS) addSamples(json, samples);
            var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("sample")) : Optional.empty());
            if (folder.isPresent()) {
                var rest = new Run(run.progress().part(0.6, 1), run.cancellation(), false);
                new DigitsReport(this, plan, outcome.evaluations(), batches, folder.get()).write(samples, json, rest);
            }
            return new Result(json, text(json, folder), count < classes.length);
        }
    }

    private ObjectNode result(
            DigitBatches.Outcome outcome, Plan plan, double seconds, DigitBatches batches, DigitJudge.Verdict verdict) {
        int count = outcome.samples().length / PIXELS;
        var json = JobFile.object()
                .put("command", "sample")
                .put("evaluations", outcome.evaluations())
                .put("steps", plan.steps().size())
                .put("seconds", seconds)
                .put("networkSeconds", batches.networkSeconds())
                .put("seed", job.seed())
                .put("sampler", plan.sampler())
                .put("count", count)
                .put("dimension", PIXELS)
                .put("guidance", guidance())
                .put("agreement", verdict.agreement().value())
                .put("agreementError", verdict.agreement().standardError());
        if (route instanceof Route.Chosen)
            json.put("accepted", plan.steps().size()).put("rejected", outcome.rejected());
        if (!Double.isNaN(verdict.frechetDistance().value()))
            json.put("fd", verdict.frechetDistance().value())
                    .put("fdError", verdict.frechetDistance().standardError());
        if (count < classes.length) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }

    private static void addSamples(ObjectNode json, float[] samples) {
        var rows = json.putArray("samples");
        for (double[] row : rows(samples)) ModelSampling.add(rows.addArray(), row);
    }

    /// The samples as rows of numbers.
    static double[][] rows(float[] samples) {
        double[][] rows = new double[samples.length / PIXELS][PIXELS];
        for (int i = 0; i < rows.length; i++) for (int j = 0; j < PIXELS; j++) rows[i][j] = samples[i * PIXELS + j];
        return rows;
    }

    private String text(ObjectNode json, Optional<ReportFolder> folder) {
        return String.format(
                Locale.ROOT,
                "%d digits by %s%n%d model evaluations in %d steps, %.2f s (network %.2f s)%n"
                        + "%.1f %% read as the digit that was asked for%n%s",
                json.get("count").intValue(),
                json.get("sampler").asString(),
                json.get("evaluations").intValue(),
                json.get("steps").intValue(),
                json.get("seconds").doubleValue(),
                json.get("networkSeconds").doubleValue(),
                100 * json.get("agreement").doubleValue(),
                folder.map(f -> "report: " + f.path().resolve("index.html")).orElse(""));
    }
}

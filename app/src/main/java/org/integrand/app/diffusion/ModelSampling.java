package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Samples from a model: a mixture, a set of pictures, or an ONNX file.
///
/// @param initial the states at the start, `[sample][component]`
record ModelSampling(SampleJob job, Subject<?> subject, Route route, double[][] initial, Optional<ReportFolder> report)
        implements Work {
    /// Up to so many numbers a result holds its samples.
    static final int FEW_NUMBERS = 4096;

    /// The work; the subject is closed with it, also when it cannot be done.
    static ModelSampling of(SampleJob job, Subject<?> subject) {
        try {
            var plans = job.plans();
            var route = plans.route(job.plan().sampler(), job.plan().evaluations());
            var initial = job.start()
                    .of(plans.startDeviation(job.plan().evaluations()), subject.dimension(), job.count(), job.seed());
            job.samplesFile().map(Path::of).ifPresent(NumberFile::check);
            return new ModelSampling(
                    job, subject, route, initial, job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    @Override
    public Result run(Run run) {
        try (subject) {
            return sampled(run);
        }
    }

    private Result sampled(Run run) {
        long began = System.nanoTime();
        var outcome = new Batches<>(subject, route, job.extras()).run(initial, run);
        double[][] samples = outcome.samples();
        rescale(samples);
        double seconds = (System.nanoTime() - began) * 1e-9;
        Plan plan = outcome.plan()
                .orElseThrow(() ->
                        new CancellationException("interrupted before the first samples were done: nothing to keep"));
        var json = result(outcome, plan, seconds);
        job.samplesFile().ifPresent(file -> {
            NumberFile.write(Path.of(file), samples);
            json.withArray("files").add(file);
        });
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("sample")) : Optional.empty());
        folder.ifPresent(f ->
                new SampleReport(f, JobWriter.write("sample", job), plan, subject.pictures()).write(samples, json));
        return new Result(json, text(outcome, plan, seconds, folder), samples.length < initial.length);
    }

    /// A scheduler that works on x / alpha gives that.
    private void rescale(double[][] samples) {
        double scale = job.plans()
                .scheduler(job.plan().evaluations())
                .map(Scheduler::endScale)
                .orElse(1.0);
        if (scale == 1) return;
        for (double[] sample : samples) for (int i = 0; i < sample.length; i++) sample[i] *= scale;
    }

    private ObjectNode result(Batches.Outcome outcome, Plan plan, double seconds) {
        double[][] samples = outcome.samples();
        var json = JobFile.object()
                .put("command", "sample")
                .put("evaluations", outcome.evaluations())
                .put("steps", plan.steps().size())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put("sampler", plan.sampler())
                .put("count", samples.length)
                .put("dimension", subject.dimension());
        if (route instanceof Route.Chosen)
            json.put("accepted", plan.steps().size()).put("rejected", outcome.rejected());
        var moments = Moments.of(samples);
        add(json.putArray("mean"), moments.mean());
        add(json.putArray("std"), moments.std());
        if ((long) samples.length * subject.dimension() <= FEW_NUMBERS) {
            var rows = json.putArray("samples");
            for (double[] sample : samples) add(rows.addArray(), sample);
        }
        if (samples.length < initial.length) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }

    static void add(ArrayNode array, double[] numbers) {
        Arrays.stream(numbers).forEach(array::add);
    }

    private String text(Batches.Outcome outcome, Plan plan, double seconds, Optional<ReportFolder> folder) {
        double[][] samples = outcome.samples();
        var moments = Moments.of(samples);
        return "%d samples of %d components by %s%n%d model evaluations in %d steps, %.3f s%nmean %s%nstd  %s%n%s"
                .formatted(
                        samples.length,
                        subject.dimension(),
                        plan.sampler(),
                        outcome.evaluations(),
                        plan.steps().size(),
                        seconds,
                        Moments.shown(moments.mean()),
                        Moments.shown(moments.std()),
                        folder.map(f -> "report: " + f.path().resolve("index.html"))
                                .orElse(""));
    }
}

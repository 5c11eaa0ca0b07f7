package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.gradient.LossGradient;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// Computes a gradient, a batch of samples at a time: an interrupt keeps the batches that are done.
///
/// @param initial the states at the start, `[sample][component]`
record GradientWork<Y>(
        GradientJob job, Subject<Y> subject, Route route, double[][] initial, Optional<ReportFolder> report)
        implements Work {
    /// Lists of more numbers are not shown.
    private static final int FEW = 16;

    /// The work; the subject is closed with it, also when it cannot be done.
    static <Y> GradientWork<Y> of(GradientJob job, Subject<Y> subject) {
        try {
            var plans = job.plans();
            var route = plans.route(job.plan().sampler(), job.plan().evaluations());
            if (job.target().length != 1 && job.target().length != subject.dimension())
                throw new IllegalArgumentException("target: " + job.target().length + " numbers, expected "
                        + subject.dimension() + " as a sample has, or 1");
            var initial = job.start()
                    .of(plans.startDeviation(job.plan().evaluations()), subject.dimension(), job.count(), job.seed());
            GradientBatch.check(job, subject, route);
            job.gradientFile().map(Path::of).ifPresent(NumberFile::check);
            return new GradientWork<>(
                    job, subject, route, initial, job.out().map(Path::of).map(ReportFolder::at));
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    @Override
    public Result run(Run run) {
        try (subject) {
            return found(run);
        }
    }

    private Result found(Run run) {
        long began = System.nanoTime();
        List<GradientBatch.Part<Y>> parts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int size = route.batch(subject.batch(), initial.length);
        for (int from = 0; from < initial.length; from += size) {
            int to = Math.min(from + size, initial.length);
            var part = new Run(
                    run.progress().part((double) from / initial.length, (double) to / initial.length),
                    run.cancellation(),
                    false);
            try {
                parts.add(new GradientBatch<>(job, subject, route, part).of(initial, from, to));
                sizes.add(to - from);
            } catch (CancellationException _) {
                break;
            } catch (ArithmeticException e) {
                throw new Failure(String.valueOf(e.getMessage()), e);
            }
        }
        if (parts.isEmpty())
            throw new CancellationException("interrupted before the first gradients were done: nothing to keep");
        double seconds = (System.nanoTime() - began) * 1e-9;
        double[][] gradients = rows(parts, sizes, false);
        var sum =
                GradientSum.of(parts.stream().map(GradientBatch.Part::gradient).toList());
        var json = result(sum, parts.getFirst(), gradients, seconds);
        subject.parameters(sum.parameters(), (ObjectNode) json.get("gradient"));
        job.gradientFile().ifPresent(file -> {
            NumberFile.write(Path.of(file), gradients);
            json.withArray("files").add(file);
        });
        var folder = report.or(() -> run.reports() ? Optional.of(ReportFolder.next("gradient")) : Optional.empty());
        folder.ifPresent(f -> new GradientReport(
                        f, JobWriter.write("gradient", job), parts.getFirst().plan(), subject.pictures())
                .write(rows(parts, sizes, true), gradients, json));
        return new Result(json, text(json, gradients, folder), gradients.length < initial.length);
    }

    private double[][] rows(List<GradientBatch.Part<Y>> parts, List<Integer> sizes, boolean samples) {
        List<double[]> rows = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            LossGradient<Y> part = parts.get(k).gradient();
            Y batch = samples ? part.sample() : part.start();
            for (int i = 0; i < sizes.get(k); i++) rows.add(subject.precision().row(batch, i, subject.dimension()));
        }
        return rows.toArray(double[][]::new);
    }

    private ObjectNode result(GradientSum sum, GradientBatch.Part<Y> first, double[][] gradients, double seconds) {
        var json = JobFile.object()
                .put("command", "gradient")
                .put("loss", sum.loss())
                .put("mode", GradientJob.name(job.mode()))
                .put("evaluations", first.first() + sum.cost().evaluations())
                .put("vjps", sum.cost().vjps())
                .put("storedStates", sum.cost().storedStates())
                .put("storedBytes", sum.cost().storedBytes())
                .put("recomputedSteps", sum.cost().recomputed())
                .put("largestAdjoint", sum.largestAdjoint())
                .put("reconstruction", sum.reconstruction())
                .put("seconds", seconds)
                .put("seed", job.seed())
                .put(
                        "sampler",
                        first.plan()
                                .map(Plan::sampler)
                                .orElseGet(() ->
                                        "flow by " + GradientBatch.method(job).name()))
                .put("count", gradients.length)
                .put("dimension", subject.dimension());
        first.plan().ifPresent(plan -> json.put("steps", plan.steps().size()));
        var gradient = json.putObject("gradient");
        if ((long) gradients.length * subject.dimension() <= ModelSampling.FEW_NUMBERS) {
            var rows = gradient.putArray("initial");
            for (double[] row : gradients) ModelSampling.add(rows.addArray(), row);
        }
        sum.warnings().forEach(json.putArray("warnings")::add);
        if (gradients.length < initial.length) json.put("interrupted", true);
        json.putArray("files");
        return json;
    }

    private static String text(ObjectNode json, double[][] gradients, Optional<ReportFolder> folder) {
        double square = Arrays.stream(gradients)
                .flatMapToDouble(Arrays::stream)
                .map(g -> g * g)
                .sum();
        long bytes = json.get("storedBytes").longValue();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "loss %.6g, |gradient of the initial states| %.6g%n%d evaluations and %d vector-Jacobian products a batch"
                        + " by mode %s, %d states%s kept, %.3f s%n",
                json.get("loss").doubleValue(),
                Math.sqrt(square),
                json.get("evaluations").longValue(),
                json.get("vjps").longValue(),
                json.get("mode").asString(),
                json.get("storedStates").longValue(),
                bytes == 0 ? "" : String.format(Locale.ROOT, " and %.1f MiB of activations", bytes / 1048576.0),
                json.get("seconds").doubleValue()));
        json.get("gradient").properties().forEach(entry -> {
            if (entry.getKey().equals("initial")) return;
            boolean few = entry.getValue().size() <= FEW;
            text.append(entry.getKey())
                    .append(' ')
                    .append(few ? entry.getValue() : entry.getValue().size() + " numbers")
                    .append(System.lineSeparator());
        });
        json.get("warnings")
                .forEach(
                        line -> text.append("warning: ").append(line.asString()).append(System.lineSeparator()));
        folder.ifPresent(f -> text.append("report: ").append(f.path().resolve("index.html")));
        return text.toString();
    }
}

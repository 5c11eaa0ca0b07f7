package org.integrand.app.diffusion;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.integrand.app.job.Command;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.digits.DigitTraining;
import org.integrand.diffusion.digits.DigitUNet;
import tools.jackson.databind.node.ObjectNode;

/// `train`: trains the networks that come with the program, from MNIST, with libtorch.
public final class TrainCommand implements Command<TrainJob> {
    /// Batches that one point of the loss curve stands for.
    private static final int WINDOW = 100;

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "Trains the digits network or its judge from MNIST; goes on from its checkpoint.";
    }

    @Override
    public String example() {
        return "./integrand train digits --data mnist --out trained";
    }

    @Override
    public Class<TrainJob> job() {
        return TrainJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return List.of(
                new Shortcut("NETWORK", "network", "NETWORK"),
                new Shortcut("--data", "data", "DIR"),
                new Shortcut("--steps", "steps", "N"),
                new Shortcut("--batch", "batch", "N"),
                new Shortcut("--learning-rate", "learningRate", "RATE"),
                new Shortcut("--threads", "threads", "N"));
    }

    @Override
    public Work prepare(TrainJob job) {
        var data = Path.of(job.data());
        if (!Files.isDirectory(data))
            throw new Failure("data " + data + " is no folder: expected one with MNIST's four IDX files");
        String name = spelled(job.network());
        var folder = ReportFolder.at(Path.of(job.out().orElse("integrand-out/train-" + name)));
        return run -> train(job, name, folder, run);
    }

    private static String spelled(TrainJob.Network network) {
        return network.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Result train(TrainJob job, String name, ReportFolder folder, Run run) {
        boolean digits = job.network() == TrainJob.Network.DIGITS;
        var options = new DigitTraining.Options(
                Path.of(job.data()),
                folder.path(),
                job.steps().orElse(digits ? 30_000 : 1500),
                job.batch().orElse(digits ? 64 : 128),
                job.learningRate().orElse(digits ? 2e-3 : 1e-3),
                job.seed(),
                job.threads());
        long began = System.nanoTime();
        DigitTraining.Outcome outcome;
        try {
            outcome = digits
                    ? DigitTraining.digits(
                            options, new DigitUNet(job.fine(), job.coarse()), run.progress(), run.cancellation())
                    : DigitTraining.classifier(options, run.progress(), run.cancellation());
        } catch (LinkageError e) {
            throw new Failure(
                    "libtorch's native part is not on the class path (" + e.getMessage()
                            + "): start training as ./integrand train " + name,
                    new IllegalStateException(e));
        } catch (IllegalArgumentException | UncheckedIOException | ArithmeticException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
        var json = JobFile.object()
                .put("command", "train")
                .put("network", name)
                .put("seconds", (System.nanoTime() - began) * 1e-9)
                .put("seed", job.seed());
        outcome.figures().forEach(json::put);
        if (!outcome.complete()) json.put("interrupted", true);
        var files = json.putArray("files");
        outcome.files().forEach(file -> files.add(file.toString()));
        report(folder, job, outcome, json);
        return new Result(json, text(name, folder, outcome), !outcome.complete());
    }

    private static void report(ReportFolder folder, TrainJob job, DigitTraining.Outcome outcome, ObjectNode json) {
        var losses = outcome.losses().stream().mapToDouble(loss -> loss).toArray();
        var steps = new double[losses.length];
        Arrays.setAll(steps, i -> WINDOW * (i + 1));
        var rows = new ArrayList<List<String>>();
        outcome.figures()
                .forEach((figure, value) -> rows.add(List.of(figure, String.format(Locale.ROOT, "%.6g", value))));
        var page = new ReportPage(
                "Training of " + spelled(job.network()),
                outcome.complete() ? "Done." : "Interrupted; the same command goes on from the checkpoint.");
        if (losses.length > 0) {
            var plot = Plot.logarithmic("Loss", "batches", "mean loss", List.of(new Plot.Line("loss", steps, losses)));
            folder.write("loss.png", plot.png());
            folder.write("loss.svg", plot.svg());
            page.picture("loss.png", "Mean loss of each hundred batches");
        }
        page.table("Figures", List.of("figure", "value"), rows)
                .text("Job", JobWriter.write("train", job).toPrettyString());
        folder.finish(JobWriter.write("train", job), json, page);
    }

    private static String text(String name, ReportFolder folder, DigitTraining.Outcome outcome) {
        var text = new StringBuilder();
        outcome.figures()
                .forEach((figure, value) -> text.append(String.format(Locale.ROOT, "%s: %.6g%n", figure, value)));
        if (outcome.complete())
            outcome.files().forEach(file -> text.append("wrote ").append(file).append('\n'));
        else text.append("interrupted: ./integrand train ").append(name).append(" with the same options goes on\n");
        return text.append("report: ")
                .append(folder.path().resolve("index.html"))
                .toString();
    }
}

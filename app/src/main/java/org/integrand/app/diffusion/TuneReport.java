package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.ImageGrid;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import tools.jackson.databind.node.ObjectNode;

/// What a tuning came to: figures, the loss curve, samples before and after.
final class TuneReport {
    private static final int SIDE = 28;
    private static final int ZOOM = 3;
    private static final int SHOWN = 10;

    private final TuneSetting setting;
    private final String title;
    private final String lead;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, float[]> samples = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    TuneReport(TuneSetting setting, String title, String lead) {
        this.setting = setting;
        this.title = title;
        this.lead = lead;
    }

    /// A figure of the result.
    TuneReport figure(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /// Samples to be shown, under a name; the first ones are drawn in a row, or as points.
    TuneReport samples(String name, float[] batch) {
        samples.put(name, batch);
        return this;
    }

    /// A file beside the report.
    TuneReport file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /// @param losses   before each step and after the last
    /// @param complete whether all steps were made
    /// @param stopped  why not, unless it was cancelled
    Result finish(
            ObjectNode json, List<Double> losses, String loss, boolean complete, Optional<String> stopped, Run run) {
        figures.forEach(json::put);
        losses.forEach(json.putArray("losses")::add);
        if (!complete && stopped.isEmpty()) json.put("interrupted", true);
        json.putArray("files");
        var folder =
                setting.folder().or(() -> run.reports() ? Optional.of(ReportFolder.next("tune")) : Optional.empty());
        folder.ifPresent(f -> write(f, json, losses, loss));
        var text = new StringBuilder(title).append('\n');
        figures.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s %.4g%n", name, value)));
        folder.ifPresent(f -> text.append("report: ").append(f.path().resolve("index.html")));
        if (stopped.isPresent()) return Result.failed(json, text.toString(), "tuning stopped " + stopped.get());
        return new Result(json, text.toString(), !complete);
    }

    private void write(ReportFolder folder, ObjectNode json, List<Double> losses, String loss) {
        var job = JobWriter.write("tune", setting.job());
        var page = new ReportPage(title, lead);
        var steps = new double[losses.size()];
        Arrays.setAll(steps, i -> i);
        var values = losses.stream().mapToDouble(v -> v).toArray();
        var plot = Plot.curves("Loss", "steps", loss, List.of(new Plot.Line(loss, steps, values)));
        folder.write("loss.png", plot.png());
        folder.write("loss.svg", plot.svg());
        pictures(folder, page);
        page.picture("loss.png", "The loss, step by step");
        files.forEach(folder::write);
        page.table(
                "Figures",
                List.of("figure", "value"),
                figures.entrySet().stream()
                        .map(e -> List.of(e.getKey(), String.format(Locale.ROOT, "%.5g", e.getValue())))
                        .toList());
        page.text("Plan", setting.plan().toString()).text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private void pictures(ReportFolder folder, ReportPage page) {
        int d = setting.dimension();
        if (d == SIDE * SIDE) {
            int columns =
                    samples.values().stream().mapToInt(s -> s.length / d).min().orElse(0);
            columns = Math.min(columns, SHOWN);
            var strip = new float[samples.size() * columns * d];
            int at = 0;
            for (float[] row : samples.values()) {
                System.arraycopy(row, 0, strip, at, columns * d);
                at += columns * d;
            }
            folder.write("samples.png", ImageGrid.png(strip, samples.size() * columns, columns, SIDE, SIDE, ZOOM));
            page.picture("samples.png", "Row by row: " + String.join("; ", samples.keySet()));
            return;
        }
        var clouds = samples.entrySet().stream()
                .map(e -> new Plot.Line(e.getKey(), column(e.getValue(), 0, d), column(e.getValue(), d > 1 ? 1 : 0, d)))
                .toList();
        var plot = Plot.points("Samples", "x[0]", d > 1 ? "x[1]" : "x[0]", clouds);
        folder.write("samples.png", plot.png());
        folder.write("samples.svg", plot.svg());
        page.picture("samples.png", "First two components");
    }

    private static double[] column(float[] batch, int j, int d) {
        var column = new double[batch.length / d];
        Arrays.setAll(column, i -> batch[i * d + j]);
        return column;
    }
}

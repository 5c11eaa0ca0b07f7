package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.schedule.NoiseLevel;
import tools.jackson.databind.node.ObjectNode;

/// `grid`: prints the points of a grid on a schedule.
public final class GridCommand implements Command<GridJob> {
    /// What is known of a point, in the order of the columns.
    private record Column(String name, ToDoubleFunction<NoiseLevel> of) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("t", NoiseLevel::t),
            new Column("alpha", NoiseLevel::alpha),
            new Column("sigma", NoiseLevel::sigma),
            new Column("lambda", NoiseLevel::halfLogSnr),
            new Column("rho", NoiseLevel::rho));

    @Override
    public String name() {
        return "grid";
    }

    @Override
    public String summary() {
        return "Prints the points of a time grid: t, alpha, sigma, lambda = log(alpha / sigma), rho = sigma / alpha.";
    }

    @Override
    public String example() {
        return "./integrand grid --schedule edm --grid \"{type: karras, toZero: true}\" --steps 8";
    }

    @Override
    public Class<GridJob> job() {
        return GridJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_GRIDS;
    }

    @Override
    public Work prepare(GridJob job) {
        long began = System.nanoTime();
        var levels = job.levels();
        double seconds = (System.nanoTime() - began) * 1e-9;
        Optional<ReportFolder> report = job.out().map(Path::of).map(ReportFolder::at);
        return _ -> {
            var json = result(job, levels, seconds);
            report.ifPresent(folder -> write(folder, job, levels, json));
            return Result.of(json, CompareReport.aligned(table(levels, "%.6g")));
        };
    }

    /// Where there is no noise or no signal, lambda and rho may be infinite, which JSON cannot write: null.
    private static ObjectNode result(GridJob job, List<NoiseLevel> levels, double seconds) {
        var json = JobFile.object()
                .put("command", "grid")
                .put("steps", levels.size() - 1)
                .put("seconds", seconds)
                .put("seed", job.seed());
        for (Column column : COLUMNS) {
            var array = json.putArray(column.name);
            for (NoiseLevel level : levels) {
                double value = column.of.applyAsDouble(level);
                if (Double.isFinite(value)) array.add(value);
                else array.addNull();
            }
        }
        json.putArray("files");
        return json;
    }

    /// A line a point, under a heading.
    private static List<List<String>> table(List<NoiseLevel> levels, String format) {
        var lines = new ArrayList<List<String>>();
        lines.add(head());
        for (int i = 0; i < levels.size(); i++) lines.add(line(i, levels.get(i), format));
        return lines;
    }

    private static List<String> head() {
        return Stream.concat(Stream.of("step"), COLUMNS.stream().map(Column::name))
                .toList();
    }

    private static List<String> line(int step, NoiseLevel level, String format) {
        return Stream.concat(
                        Stream.of(Integer.toString(step)),
                        COLUMNS.stream().map(column -> number(column.of.applyAsDouble(level), format)))
                .toList();
    }

    private static String number(double value, String format) {
        return Double.isFinite(value) && !format.isEmpty()
                ? String.format(Locale.ROOT, format, value)
                : Double.toString(value);
    }

    private static void write(ReportFolder folder, GridJob job, List<NoiseLevel> levels, ObjectNode json) {
        var exact = table(levels, "");
        folder.write("grid.csv", Csv.text(exact.getFirst(), exact.subList(1, exact.size())));
        int[] finite = IntStream.range(0, levels.size())
                .filter(i -> Double.isFinite(levels.get(i).halfLogSnr()))
                .toArray();
        var line = new Plot.Line(
                "lambda",
                IntStream.of(finite).asDoubleStream().toArray(),
                IntStream.of(finite)
                        .mapToDouble(i -> levels.get(i).halfLogSnr())
                        .toArray());
        var plot = Plot.linear("Time grid", "step", "lambda", List.of(line));
        folder.write("grid.png", plot.png());
        folder.write("grid.svg", plot.svg());
        var shown = table(levels, "%.6g");
        var page = new ReportPage("Time grid", "Where a sampler steps, and how much noise there is.")
                .figures(new ReportPage.Figure(Integer.toString(levels.size() - 1), "steps"))
                .picture("grid.png", "Half the logarithm of the signal-to-noise ratio; ends without it are left out")
                .table("Points", shown.getFirst(), shown.subList(1, shown.size()));
        folder.finish(JobWriter.write("grid", job), json, page);
    }
}

package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.integrand.app.job.JobWriter;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Npy;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.engine.ensemble.EnsembleResult;
import org.integrand.engine.ensemble.Moments;
import tools.jackson.databind.node.ObjectNode;

/// The report of many paths: for each variable and output the mean, the band that holds nine paths in ten, and some
/// paths.
record PathsReport(ReportFolder folder, SolveJob job, SolveSetup setup) {
    private static final int PICTURES = 8;
    private static final int SOME = 6;
    private static final int SHOWN = 50;
    private static final double TAIL = 0.05;

    /// @param rows t, means and standard deviations for the files
    void write(EnsembleResult result, double[][] rows, double seconds, ObjectNode json) {
        var names = new ArrayList<>(setup.system().names());
        names.addAll(setup.outputNames());
        folder.write("paths.csv", Csv.text(columns(names), cells(rows)));
        folder.write("paths.npy", Npy.bytes(rows));
        var statistics = result.statistics();
        var noisy = setup.noise().orElseThrow();
        var page = new ReportPage(
                        job.problem().orElse("Paths"),
                        "%,d paths by %s, %s noise, from t = %s to t = %s."
                                .formatted(
                                        result.paths(),
                                        setup.method().name(),
                                        noisy.terms().kind(),
                                        setup.problem().t0(),
                                        result.end().t()))
                .figures(
                        figure(result.paths(), "paths"),
                        figure(statistics.evaluations(), "evaluations"),
                        figure(statistics.accepted(), "steps"),
                        figure(statistics.rejected(), "steps rejected"),
                        new ReportPage.Figure(String.format(Locale.ROOT, "%.3g s", seconds), "time"));
        for (int i = 0; i < Math.min(PICTURES, names.size()); i++) picture(names.get(i), i, result, page);
        page.table("The end", List.of("", "mean", "error", "standard deviation"), end(names, result.end()));
        var whole = JobWriter.write("solve", job).without("problem"); // its keys are all there
        page.text("Job", whole.toPrettyString());
        folder.finish(whole, json, page);
    }

    private static ReportPage.Figure figure(long count, String name) {
        return new ReportPage.Figure(String.format(Locale.ROOT, "%,d", count), name);
    }

    private static List<String> columns(List<String> names) {
        var columns = new ArrayList<String>();
        columns.add("t");
        names.forEach(name -> columns.add("mean " + name));
        names.forEach(name -> columns.add("standard deviation " + name));
        return columns;
    }

    private static List<List<String>> cells(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).mapToObj(Double::toString).toList())
                .toList();
    }

    private void picture(String name, int i, EnsembleResult result, ReportPage page) {
        double[] t = result.moments().stream().mapToDouble(Moments::t).toArray();
        double[] mean = result.moments().stream().mapToDouble(m -> m.mean(i)).toArray();
        double[][] paths = result.kept().stream()
                .map(path -> path.stream().mapToDouble(s -> s.state()[i]).toArray())
                .toArray(double[][]::new);
        var some = new ArrayList<Plot.Line>();
        for (int p = 0; p < Math.min(SOME, paths.length); p++)
            some.add(new Plot.Line(p == 0 ? "some paths" : "path " + p, t, paths[p]));
        var band = new Plot.Band("9 of 10 paths", t, quantile(paths, TAIL), quantile(paths, 1 - TAIL));
        var plot = Plot.band("Paths", "t", name, band, some, new Plot.Line("mean", t, mean));
        String file = "paths-" + name.replaceAll("[^\\p{L}\\d_]+", "-").replaceAll("-$", "");
        folder.write(file + ".png", plot.png());
        folder.write(file + ".svg", plot.svg());
        page.picture(
                file + ".png",
                name + ": the mean of all paths, 5 to 95 % of " + paths.length + " of them, and " + some.size());
    }

    /// By linear interpolation between the order statistics, at each time.
    private static double[] quantile(double[][] paths, double q) {
        double[] found = new double[paths[0].length];
        for (int k = 0; k < found.length; k++) {
            int at = k;
            double[] sorted =
                    Arrays.stream(paths).mapToDouble(path -> path[at]).sorted().toArray();
            double place = q * (sorted.length - 1);
            int low = (int) place;
            int high = Math.min(low + 1, sorted.length - 1);
            found[k] = sorted[low] + (place - low) * (sorted[high] - sorted[low]);
        }
        return found;
    }

    private static List<List<String>> end(List<String> names, Moments end) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < Math.min(names.size(), SHOWN); i++)
            rows.add(List.of(
                    names.get(i),
                    PathsWork.short6(end.mean(i)),
                    PathsWork.short2(end.meanError(i)),
                    PathsWork.short6(end.standardDeviation(i))));
        return rows;
    }
}

package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.integrand.app.job.JobWriter;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Npy;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import tools.jackson.databind.node.ObjectNode;

/// The report of a solve: the variables over time, two of them against each other, families along their index.
record SolveReport(ReportFolder folder, SolveJob job, SolveSetup setup) {
    private static final int CURVES = 8;
    private static final int PROFILES = 6;

    /// @param kept the states that go into the files
    void write(Solution<double[]> solution, List<Sample<double[]>> kept, ObjectNode json) {
        var columns = columns();
        double[][] rows = new StateJson(setup).rows(kept);
        folder.write("solution.csv", Csv.text(columns, cells(rows)));
        folder.write("solution.npy", Npy.bytes(rows));
        double[][] curves = new StateJson(setup).rows(solution.saved().isEmpty() ? kept : solution.saved());
        var statistics = solution.statistics();
        var page = new ReportPage(
                        job.problem().orElse("A solution"),
                        "By " + setup.method().name() + " from t = "
                                + setup.problem().t0() + " to t = " + solution.time() + ".")
                .figures(
                        figure(statistics.evaluations(), "evaluations of the field"),
                        figure(statistics.accepted(), "steps"),
                        figure(statistics.rejected(), "steps rejected"),
                        new ReportPage.Figure(String.format(Locale.ROOT, "%.3g s", statistics.seconds()), "time"));
        components(columns, curves, page);
        phase(columns, curves, page);
        profiles(solution, page);
        page.table("The end", List.of("variable", "value"), end(solution));
        var whole = JobWriter.write("solve", job).without("problem"); // its keys are all there
        page.text("Job", whole.toPrettyString());
        folder.finish(whole, json, page);
    }

    private List<String> columns() {
        var columns = new ArrayList<String>();
        columns.add("t");
        columns.addAll(setup.system().names());
        columns.addAll(setup.outputNames());
        return columns;
    }

    private static List<List<String>> cells(double[][] rows) {
        var cells = new ArrayList<List<String>>();
        for (double[] row : rows) {
            var line = new ArrayList<String>();
            for (double value : row) line.add(Double.toString(value));
            cells.add(line);
        }
        return cells;
    }

    private static ReportPage.Figure figure(long count, String name) {
        return new ReportPage.Figure(String.format(Locale.ROOT, "%,d", count), name);
    }

    private void components(List<String> columns, double[][] rows, ReportPage page) {
        var lines = new ArrayList<Plot.Line>();
        for (int j = 1; j < Math.min(columns.size(), CURVES + 1); j++)
            lines.add(new Plot.Line(columns.get(j), column(rows, 0), column(rows, j)));
        picture("components", Plot.curves("Over time", "t", "", lines), "Variables over time", page);
    }

    private void phase(List<String> columns, double[][] rows, ReportPage page) {
        var names = job.phase().orElse(columns.subList(1, Math.min(3, columns.size())));
        if (names.size() != 2) return;
        int x = columns.indexOf(names.getFirst());
        int y = columns.indexOf(names.getLast());
        var line = new Plot.Line("path", column(rows, x), column(rows, y));
        picture(
                "phase",
                Plot.curves("Phase portrait", names.getFirst(), names.getLast(), List.of(line)),
                names.getLast() + " against " + names.getFirst(),
                page);
    }

    /// Each family along its index, at a few times.
    private void profiles(Solution<double[]> solution, ReportPage page) {
        var samples = solution.saved();
        for (var family : setup.system().families()) {
            if (setup.system().isSingle(family) || samples.isEmpty()) continue;
            double[] index = new double[family.to() - family.from() + 1];
            for (int i = 0; i < index.length; i++) index[i] = family.from() + i;
            var lines = new ArrayList<Plot.Line>();
            int count = Math.min(PROFILES, samples.size());
            for (int k = 0; k < count; k++) {
                var sample = samples.get(count == 1 ? 0 : (int) ((long) k * (samples.size() - 1) / (count - 1)));
                double[] values = new double[index.length];
                for (int i = 0; i < values.length; i++) values[i] = sample.state()[family.position(family.from() + i)];
                lines.add(new Plot.Line(String.format(Locale.ROOT, "t = %.4g", sample.t()), index, values));
            }
            String name = family.name();
            picture("profile-" + name, Plot.curves(name + "[i]", "i", name, lines), name + " along its index", page);
        }
    }

    private void picture(String file, Plot plot, String caption, ReportPage page) {
        folder.write(file + ".png", plot.png());
        folder.write(file + ".svg", plot.svg());
        page.picture(file + ".png", caption);
    }

    private List<List<String>> end(Solution<double[]> solution) {
        var rows = new ArrayList<List<String>>();
        var names = setup.system().names();
        for (int k = 0; k < Math.min(names.size(), 50); k++)
            rows.add(List.of(names.get(k), Double.toString(solution.state()[k])));
        return rows;
    }

    private static double[] column(double[][] rows, int j) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) column[i] = rows[i][j];
        return column;
    }
}

package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import tools.jackson.databind.node.ObjectNode;

/// The report of a comparison of digits: plots of the Frechet distance and of the distance to the converged digits by
/// evaluations, and the table.
final class DigitsComparisonReport {
    private static final List<String> HEAD = List.of(
            "sampler", "evaluations", "FD", "FD - FD converged", "agreement %", "distance to converged", "seconds");

    private DigitsComparisonReport() {}

    static void write(ReportFolder folder, ObjectNode job, List<DigitsTable.Row> rows, ObjectNode json) {
        if (rows.stream()
                .anyMatch(row -> !Double.isNaN(row.verdict().frechetDistance().value()))) {
            var plot = plot(
                    "Frechet distance by model evaluations",
                    "FD (not FID)",
                    rows,
                    row -> row.verdict().frechetDistance().value());
            folder.write("fd.png", plot.png());
            folder.write("fd.svg", plot.svg());
        }
        var error = plot("Distance to the converged digits", "RMS pixel distance", rows, DigitsTable.Row::distance);
        folder.write("distance.png", error.png());
        folder.write("distance.svg", error.svg());
        folder.write("table.csv", Csv.text(HEAD, cells(rows)));
        var page = new ReportPage(
                "Samplers compared on digits",
                "The same " + json.get("count") + " noises and classes for all; FD with its sampling error.");
        if (folder.files().stream().anyMatch(file -> file.endsWith("fd.png")))
            page.picture("fd.png", "Frechet distance to the training images in the features of the digit classifier");
        page.picture("distance.png", "Distance to the solution with 100 evaluations from the same noise")
                .table("Figures", HEAD, cells(rows))
                .text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private static Plot plot(
            String title, String y, List<DigitsTable.Row> rows, ToDoubleFunction<DigitsTable.Row> value) {
        Map<String, TreeMap<Integer, Double>> lines = new LinkedHashMap<>();
        for (var row : rows)
            if (!row.label().equals(DigitsTable.REFERENCE))
                lines.computeIfAbsent(row.label(), _ -> new TreeMap<>())
                        .put(row.evaluations(), value.applyAsDouble(row));
        return Plot.logarithmic(
                title,
                "model evaluations",
                y,
                lines.entrySet().stream()
                        .map(line -> new Plot.Line(
                                line.getKey(),
                                line.getValue().keySet().stream()
                                        .mapToDouble(n -> n)
                                        .toArray(),
                                line.getValue().values().stream()
                                        .mapToDouble(v -> v)
                                        .toArray()))
                        .toList());
    }

    /// The table for a terminal.
    static String text(List<DigitsTable.Row> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        lines.addAll(cells(rows));
        return CompareReport.aligned(lines);
    }

    private static List<List<String>> cells(List<DigitsTable.Row> rows) {
        var reference = DigitsTable.reference(rows);
        return rows.stream()
                .map(row -> List.of(
                        row.label(),
                        Integer.toString(row.evaluations()),
                        estimate(
                                row.verdict().frechetDistance().value(),
                                row.verdict().frechetDistance().standardError()),
                        reference
                                .filter(r -> !r.verdict().leaveOut().isEmpty())
                                .map(r -> row.verdict().frechetDifference(r.verdict()))
                                .map(d -> estimate(d.value(), d.standardError()))
                                .orElse("-"),
                        String.format(
                                Locale.ROOT,
                                "%.2f",
                                100 * row.verdict().agreement().value()),
                        String.format(Locale.ROOT, "%.4f", row.distance()),
                        String.format(Locale.ROOT, "%.1f", row.seconds())))
                .toList();
    }

    private static String estimate(double value, double error) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f +- %.3f", value, error);
    }
}

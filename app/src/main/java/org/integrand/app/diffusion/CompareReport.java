package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import tools.jackson.databind.node.ObjectNode;

/// The report of a comparison: the log-log plot of error by evaluations, and the table.
final class CompareReport {
    private CompareReport() {}

    static void write(ReportFolder folder, ObjectNode job, List<ModelComparison.Row> rows, ObjectNode json) {
        var plot = Plot.logarithmic("Error by model evaluations", "model evaluations", "RMS error", lines(rows));
        folder.write("error.png", plot.png());
        folder.write("error.svg", plot.svg());
        folder.write(
                "error.csv",
                Csv.text(
                        List.of("sampler", "evaluations", "steps", "error", "maxError", "seconds"),
                        rows.stream().map(CompareReport::cells).toList()));
        var page = new ReportPage(
                        "Samplers compared",
                        "Distance to the converged solution from the same " + json.get("count") + " states.")
                .picture("error.png", "Root mean square error; lower and further left is better")
                .table("RMS error", head(rows), table(rows))
                .text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    /// The table for a terminal: a line an evaluation number, a column a sampler.
    static String text(List<ModelComparison.Row> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(head(rows));
        lines.addAll(table(rows));
        return aligned(lines);
    }

    /// Lines of cells as columns, aligned to the right.
    static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (var line : lines)
            for (int j = 0; j < line.size(); j++)
                widths[j] = Math.max(widths[j], line.get(j).length());
        var text = new StringBuilder();
        for (var line : lines) {
            for (int j = 0; j < line.size(); j++)
                text.append(j == 0 ? "" : "  ")
                        .append(" ".repeat(widths[j] - line.get(j).length()))
                        .append(line.get(j));
            text.append('\n');
        }
        return text.toString();
    }

    private static List<Plot.Line> lines(List<ModelComparison.Row> rows) {
        return bySampler(rows).entrySet().stream()
                .map(entry -> new Plot.Line(
                        entry.getKey(),
                        entry.getValue().keySet().stream().mapToDouble(n -> n).toArray(),
                        entry.getValue().values().stream()
                                .mapToDouble(ModelComparison.Row::rms)
                                .toArray()))
                .toList();
    }

    private static Map<String, Map<Integer, ModelComparison.Row>> bySampler(List<ModelComparison.Row> rows) {
        var samplers = new LinkedHashMap<String, Map<Integer, ModelComparison.Row>>();
        for (var row : rows)
            samplers.computeIfAbsent(row.sampler().label(), _ -> new LinkedHashMap<>())
                    .put(row.evaluations(), row);
        return samplers;
    }

    private static List<String> head(List<ModelComparison.Row> rows) {
        var head = new ArrayList<String>(List.of("evaluations"));
        head.addAll(bySampler(rows).keySet());
        return head;
    }

    private static List<List<String>> table(List<ModelComparison.Row> rows) {
        var samplers = bySampler(rows);
        var counts = new TreeSet<Integer>();
        samplers.values().forEach(s -> counts.addAll(s.keySet()));
        return counts.stream()
                .map(n -> {
                    var line = new ArrayList<String>(List.of(Integer.toString(n)));
                    for (var sampler : samplers.values()) {
                        var row = sampler.get(n);
                        line.add(row == null ? "-" : String.format(Locale.ROOT, "%.2e", row.rms()));
                    }
                    return List.<String>copyOf(line);
                })
                .toList();
    }

    private static List<String> cells(ModelComparison.Row row) {
        return List.of(
                row.sampler().label(),
                Integer.toString(row.evaluations()),
                Integer.toString(row.plan().steps().size()),
                Double.toString(row.rms()),
                Double.toString(row.largest()),
                Double.toString(row.seconds()));
    }
}

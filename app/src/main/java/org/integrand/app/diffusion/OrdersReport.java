package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// The report of measured orders: the log-log plot of error by evaluations, and the table.
final class OrdersReport {
    private OrdersReport() {}

    static void write(ReportFolder folder, ObjectNode job, List<OrderMeasurement.Row> rows, ObjectNode json) {
        var plot = Plot.logarithmic("Error by model evaluations", "model evaluations", "RMS error", lines(rows));
        folder.write("orders.png", plot.png());
        folder.write("orders.svg", plot.svg());
        folder.write(
                "orders.csv",
                Csv.text(
                        List.of("sampler", "nominalOrder", "steps", "evaluations", "error", "maxError", "order"),
                        cells(rows)));
        var page = new ReportPage(
                        "Orders of convergence",
                        "Distance to the exact flow from the same " + json.get("count") + " states, "
                                + (json.get("exactHistory").booleanValue()
                                        ? "multistep samplers from an exact history."
                                        : "each sampler with its own start."))
                .picture("orders.png", "Root mean square error; on these axes the slope is the order")
                .table("RMS errors and orders", head(rows), table(rows))
                .text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    /// The table for a terminal: a line a sampler, its order, then its errors with the order from each to the next.
    static String text(List<OrderMeasurement.Row> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(head(rows));
        lines.addAll(table(rows));
        return CompareReport.aligned(lines);
    }

    private static List<Plot.Line> lines(List<OrderMeasurement.Row> rows) {
        return rows.stream()
                .map(row -> new Plot.Line(
                        row.ladder().sampler().label(),
                        row.ladder().plans().stream()
                                .mapToDouble(Plan::evaluations)
                                .toArray(),
                        row.rms()))
                .toList();
    }

    private static int[] steps(OrderMeasurement.Row row) {
        return row.ladder().plans().stream().mapToInt(p -> p.steps().size()).toArray();
    }

    private static List<String> head(List<OrderMeasurement.Row> rows) {
        var head = new ArrayList<>(List.of("sampler", "nominal order", "measured"));
        int n = rows.getFirst().rms().length;
        for (int i = 0; i < n; i++) head.add(i == 0 ? "errors and orders" : "");
        return head;
    }

    private static List<List<String>> table(List<OrderMeasurement.Row> rows) {
        return rows.stream()
                .map(row -> {
                    var line = new ArrayList<String>();
                    line.add(row.ladder().sampler().label());
                    line.add(Integer.toString(NominalOrder.of(row.ladder().sampler())));
                    line.add(order(row.order()));
                    int[] steps = steps(row);
                    for (int i = 0; i < steps.length; i++)
                        line.add(String.format(Locale.ROOT, "%d: %.2e", steps[i], row.rms()[i])
                                + (i == 0 ? "" : " (" + order(row.orders().get(i - 1)) + ")"));
                    return List.<String>copyOf(line);
                })
                .toList();
    }

    private static String order(OptionalDouble order) {
        return order.isPresent() ? String.format(Locale.ROOT, "%.2f", order.getAsDouble()) : "-";
    }

    private static List<List<String>> cells(List<OrderMeasurement.Row> rows) {
        var cells = new ArrayList<List<String>>();
        for (var row : rows) {
            int[] steps = steps(row);
            for (int i = 0; i < steps.length; i++) {
                var order = i == 0 ? OptionalDouble.empty() : row.orders().get(i - 1);
                cells.add(List.of(
                        row.ladder().sampler().label(),
                        Integer.toString(NominalOrder.of(row.ladder().sampler())),
                        Integer.toString(steps[i]),
                        Integer.toString(row.ladder().plans().get(i).evaluations()),
                        Double.toString(row.rms()[i]),
                        Double.toString(row.largest()[i]),
                        order.isPresent() ? Double.toString(order.getAsDouble()) : ""));
            }
        }
        return cells;
    }
}

package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.integrand.app.report.Npy;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.app.report.Table;
import org.integrand.diffusion.image.ImageShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The report of an editing: the data above what each sampler made of them, the same for the test without a
/// change of class, the numbers.
///
/// @param shape the size of the pictures, where samples are pictures
record EditReport(ReportFolder folder, ObjectNode job, Optional<ImageShape> shape) {
    private static final int SHOWN = 16;
    private static final List<String> HEAD = List.of(
            "sampler",
            "steps",
            "evaluations",
            "changed",
            "distance",
            "identity error",
            "latent error",
            "amplification");

    void write(EditOutcome outcome, ObjectNode json) {
        folder.write("data.npy", Npy.bytes(outcome.data()));
        for (int k = 0; k < outcome.edits().size(); k++)
            folder.write(
                    "edited-" + k + ".npy", Npy.bytes(outcome.edits().get(k).edited()));
        var page = new ReportPage(
                        "From class " + json.get("from") + " to class " + json.get("to"),
                        outcome.data().length + " samples, encoded as the one and decoded as the other.")
                .table("Samplers", HEAD, rows(json));
        String order = "data, then "
                + String.join(
                        ", ",
                        outcome.edits().stream()
                                .map(edit -> edit.way().spec().label())
                                .toList());
        if (shape.isPresent()) {
            folder.write("edited.png", png(outcome, Editing.Edit::edited, shape.get()));
            folder.write("same.png", png(outcome, Editing.Edit::same, shape.get()));
            page.picture("edited.png", "Edited: " + order)
                    .picture("same.png", "Decoded as the class that they have: " + order);
        } else if (outcome.data()[0].length > 1) {
            folder.write("edited.png", plot(outcome).png());
            page.picture("edited.png", "First two components");
        }
        AmplificationSliders.add(
                page,
                job.path("samplers").path(0).path("gamma").asDouble(1),
                job.path("evaluations").asInt(),
                job.path("strength").asDouble());
        folder.finish(job, json, page.text("Job", job.toPrettyString()));
    }

    private static byte[] png(EditOutcome outcome, Function<Editing.Edit, double[][]> what, ImageShape size) {
        List<double[][]> rows = new ArrayList<>(List.<double[][]>of(outcome.data()));
        outcome.edits().stream().map(what).forEach(rows::add);
        return InversionReport.png(rows, Math.min(outcome.data().length, SHOWN), size);
    }

    private static Plot plot(EditOutcome outcome) {
        List<Plot.Line> lines = new ArrayList<>(List.of(line("data", outcome.data())));
        for (Editing.Edit edit : outcome.edits())
            lines.add(line(edit.way().spec().label(), edit.edited()));
        return Plot.points("Edited", "x[0]", "x[1]", lines);
    }

    private static Plot.Line line(String name, double[][] rows) {
        return new Plot.Line(name, column(rows, 0), column(rows, 1));
    }

    private static double[] column(double[][] rows, int j) {
        return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
    }

    private static List<List<String>> rows(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : json.get("rows"))
            rows.add(List.of(
                    row.get("sampler").asString(),
                    row.get("steps").asString(),
                    row.get("encodeEvaluations").asString() + " + "
                            + row.get("decodeEvaluations").asString(),
                    String.format(
                            Locale.ROOT, "%.0f %%", 100 * row.get("changed").doubleValue()),
                    figure(row, "distance"),
                    figure(row, "identityError"),
                    figure(row, "latentError"),
                    figure(row, "amplification")));
        return rows;
    }

    private static String figure(JsonNode row, String name) {
        return row.get(name).isNumber()
                ? String.format(Locale.ROOT, "%.3g", row.get(name).doubleValue())
                : "-";
    }

    /// The table for a terminal.
    static String text(ObjectNode json) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(rows(json));
        return Table.aligned(lines);
    }
}

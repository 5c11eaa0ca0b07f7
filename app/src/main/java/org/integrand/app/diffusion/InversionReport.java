package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.report.ImageGrid;
import org.integrand.app.report.Npy;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.image.ImageShape;
import tools.jackson.databind.node.ObjectNode;

/// The report of a round trip: the states where it turned as `latent-0.npy` (the noisiest) and
/// `latent-1.npy`, or, from noise, `data-0.npy` and `data-1.npy`, what came back as `back.npy`, and
/// pictures of both ends side by side, where samples are pictures.
///
/// @param shape the size of the pictures, where samples are pictures
/// @param turn  what the states are where it turned
record InversionReport(ReportFolder folder, ObjectNode job, Optional<ImageShape> shape, String turn) {
    private static final int SHOWN = 20;

    void write(InversionOutcome outcome, ObjectNode json) {
        for (int k = 0; k < outcome.turn().size(); k++)
            folder.write(turn + "-" + k + ".npy", Npy.bytes(outcome.turn().get(k)));
        folder.write("back.npy", Npy.bytes(outcome.back()));
        var page = new ReportPage(
                        "Round trip of " + outcome.begin().length + " samples",
                        "From " + json.get("from").asString() + " and back by "
                                + json.get("sampler").asString() + ".")
                .figures(
                        new ReportPage.Figure(figure(json, "roundTripError"), "round trip error"),
                        new ReportPage.Figure(figure(json, "amplification"), "amplification of rounding"),
                        new ReportPage.Figure(
                                Integer.toString(json.get("evaluations").intValue()), "model evaluations"));
        shape.filter(s -> s.channels() == 1 || s.channels() == 3).ifPresent(size -> pictures(outcome, size, page));
        AmplificationSliders.add(
                page,
                job.path("gamma").asDouble(job.path("sampler").path("gamma").asDouble(1)),
                job.path("grid").path("steps").asInt(json.path("steps").asInt()),
                job.path("strength").asDouble());
        page.text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private static String figure(ObjectNode json, String name) {
        return json.get(name).isNumber()
                ? String.format(Locale.ROOT, "%.3g", json.get(name).doubleValue())
                : "-";
    }

    private void pictures(InversionOutcome outcome, ImageShape size, ReportPage page) {
        List<double[][]> rows =
                new ArrayList<>(List.of(outcome.begin(), outcome.turn().getFirst(), outcome.back()));
        int shown = Math.min(outcome.begin().length, SHOWN);
        folder.write("trip.png", png(rows, shown, size));
        page.picture("trip.png", "Where it began, where it turned, what came back");
    }

    /// Rows of pictures, sample by sample in columns.
    static byte[] png(List<double[][]> rows, int shown, ImageShape size) {
        int numbers = size.numbers();
        var flat = new float[rows.size() * shown * numbers];
        for (int r = 0; r < rows.size(); r++)
            for (int i = 0; i < shown; i++)
                for (int j = 0; j < numbers; j++) flat[(r * shown + i) * numbers + j] = (float) rows.get(r)[i][j];
        int zoom = Math.clamp(84 / Math.max(size.height(), size.width()), 1, 8);
        return ImageGrid.png(flat, rows.size() * shown, shown, size.channels(), size.height(), size.width(), zoom);
    }
}

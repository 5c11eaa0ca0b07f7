package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.report.ImageGrid;
import org.integrand.app.report.Npy;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// The report of samples: a picture of them all side by side, or of their first two components; the numbers; the
/// plan.
///
/// @param shape the size of the pictures, where samples are pictures
record SampleReport(ReportFolder folder, ObjectNode job, Plan plan, Optional<ImageShape> shape) {
    private static final int POINTS_SHOWN = 4000;
    /// So many pictures are shown at most, each enlarged towards so many pixels.
    private static final int PICTURES_SHOWN = 400;

    private static final int PICTURE_SIZE = 84;

    void write(double[][] samples, ObjectNode json) {
        var pictures = shape.filter(s -> s.channels() == 1 || s.channels() == 3);
        pictures.ifPresentOrElse(size -> pictures(samples, size), () -> points(samples));
        folder.write("plan.txt", plan.toString());
        var page = new ReportPage(
                        samples.length + " samples",
                        "Drawn by " + plan.sampler() + " from noise with seed " + job.get("seed") + ".")
                .figures(
                        new ReportPage.Figure(Integer.toString(plan.evaluations()), "model evaluations"),
                        new ReportPage.Figure(Integer.toString(plan.steps().size()), "steps"),
                        new ReportPage.Figure(
                                String.format(
                                        Locale.ROOT,
                                        "%.3g s",
                                        json.get("seconds").doubleValue()),
                                "time"),
                        new ReportPage.Figure(Integer.toString(samples[0].length), "components"))
                .picture("samples.png", caption(samples, pictures.isPresent()))
                .text("Plan", plan.toString())
                .text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private static String caption(double[][] samples, boolean pictures) {
        if (pictures) return samples.length > PICTURES_SHOWN ? "The first " + PICTURES_SHOWN + " samples" : "Samples";
        return samples[0].length > 1 ? "First two components" : "Samples in order";
    }

    /// The numbers keep their axes `[sample][channel][row][column]`, in single precision.
    private void pictures(double[][] samples, ImageShape size) {
        int numbers = size.numbers();
        var flat = new float[Math.multiplyExact(samples.length, numbers)];
        for (int i = 0; i < flat.length; i++) flat[i] = (float) samples[i / numbers][i % numbers];
        folder.write("samples.npy", Npy.bytes(flat, samples.length, size.channels(), size.height(), size.width()));
        int shown = Math.min(samples.length, PICTURES_SHOWN);
        int columns = (int) Math.ceil(Math.sqrt(shown));
        int zoom = Math.clamp(PICTURE_SIZE / Math.max(size.height(), size.width()), 1, 8);
        folder.write(
                "samples.png", ImageGrid.png(flat, shown, columns, size.channels(), size.height(), size.width(), zoom));
    }

    private void points(double[][] samples) {
        folder.write("samples.npy", Npy.bytes(samples));
        var plot = plot(samples);
        folder.write("samples.png", plot.png());
        folder.write("samples.svg", plot.svg());
    }

    private static Plot plot(double[][] samples) {
        double[][] some = Arrays.copyOf(samples, Math.min(samples.length, POINTS_SHOWN));
        if (samples[0].length == 1) {
            double[] index = new double[some.length];
            Arrays.setAll(index, i -> i);
            return Plot.points("Samples", "sample", "x", List.of(new Plot.Line("samples", index, column(some, 0))));
        }
        return Plot.points(
                "Samples", "x[0]", "x[1]", List.of(new Plot.Line("samples", column(some, 0), column(some, 1))));
    }

    private static double[] column(double[][] rows, int j) {
        return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
    }
}

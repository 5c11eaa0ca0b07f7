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

/// The report of a gradient: the samples, the gradient with respect to what they were made of as numbers and, where
/// samples are pictures, as a picture.
///
/// @param plan  of the first batch, where it is a plan that was differentiated
/// @param shape the size of the pictures, where samples are pictures
record GradientReport(ReportFolder folder, ObjectNode job, Optional<Plan> plan, Optional<ImageShape> shape) {
    private static final int SHOWN = 100;
    private static final int PICTURE_SIZE = 84;

    void write(double[][] samples, double[][] gradients, ObjectNode json) {
        folder.write("samples.npy", Npy.bytes(samples));
        folder.write("gradient.npy", Npy.bytes(gradients));
        var pictures = shape.filter(s -> s.channels() == 1);
        var page = new ReportPage(
                        "Gradient of " + samples.length + " samples",
                        "By " + json.get("sampler").asString() + ", mode "
                                + json.get("mode").asString() + ".")
                .figures(
                        new ReportPage.Figure(number(json, "loss"), "loss"),
                        new ReportPage.Figure(json.get("evaluations").toString(), "model evaluations"),
                        new ReportPage.Figure(json.get("vjps").toString(), "vector-Jacobian products"),
                        new ReportPage.Figure(json.get("storedStates").toString(), "states kept"),
                        new ReportPage.Figure(number(json, "seconds") + " s", "time"));
        pictures.ifPresentOrElse(
                size -> {
                    folder.write("samples.png", image(samples, size, 1));
                    double largest = Arrays.stream(gradients)
                            .flatMapToDouble(Arrays::stream)
                            .map(Math::abs)
                            .max()
                            .orElse(1);
                    folder.write("gradient.png", image(gradients, size, largest == 0 ? 1 : largest));
                    page.picture("samples.png", "Samples");
                    page.picture("gradient.png", "Gradient of the loss with respect to the noise, grey is 0");
                },
                () -> {
                    var plot = plot(samples, gradients);
                    folder.write("gradient.png", plot.png());
                    folder.write("gradient.svg", plot.svg());
                    page.picture("gradient.png", "Size of the gradient with respect to the noise, sample by sample");
                });
        json.get("warnings").forEach(line -> page.text("Warning", line.asString()));
        plan.ifPresent(p -> page.text("Plan", p.toString()));
        page.text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private static String number(ObjectNode json, String key) {
        return String.format(Locale.ROOT, "%.3g", json.get(key).doubleValue());
    }

    private static byte[] image(double[][] rows, ImageShape size, double scale) {
        int shown = Math.min(rows.length, SHOWN);
        int numbers = size.numbers();
        float[] flat = new float[shown * numbers];
        for (int i = 0; i < flat.length; i++) flat[i] = (float) (rows[i / numbers][i % numbers] / scale);
        int columns = (int) Math.ceil(Math.sqrt(shown));
        int zoom = Math.clamp(PICTURE_SIZE / Math.max(size.height(), size.width()), 1, 8);
        return ImageGrid.png(flat, shown, columns, size.channels(), size.height(), size.width(), zoom);
    }

    private static Plot plot(double[][] samples, double[][] gradients) {
        double[] index = new double[samples.length];
        double[] sizes = new double[samples.length];
        for (int i = 0; i < sizes.length; i++) {
            index[i] = i;
            sizes[i] = Math.sqrt(Arrays.stream(gradients[i]).map(g -> g * g).sum());
        }
        return Plot.points("Gradient", "sample", "|dL/dx_T|", List.of(new Plot.Line("gradient", index, sizes)));
    }
}

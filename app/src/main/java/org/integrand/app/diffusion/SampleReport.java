package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.integrand.app.report.Npy;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// The report of samples from an exactly known model: a picture of the first two components, the numbers, the
/// plan.
final class SampleReport {
    private static final int POINTS_SHOWN = 4000;

    private SampleReport() {}

    static void write(ReportFolder folder, ObjectNode job, Plan plan, double[][] samples, ObjectNode json) {
        folder.write("samples.npy", Npy.bytes(samples));
        folder.write("plan.txt", plan.toString());
        var plot = plot(samples);
        folder.write("samples.png", plot.png());
        folder.write("samples.svg", plot.svg());
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
                .picture("samples.png", samples[0].length > 1 ? "First two components" : "Samples in order")
                .text("Plan", plan.toString())
                .text("Job", job.toPrettyString());
        folder.finish(job, json, page);
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

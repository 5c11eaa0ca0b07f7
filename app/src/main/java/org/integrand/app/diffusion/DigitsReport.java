package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Run;
import org.integrand.app.report.ImageGrid;
import org.integrand.app.report.Npy;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// The report of the main job: the digits, how good they are, and why so few evaluations suffice: the
/// first digits once more from the same noise by DDIM with as many evaluations, and by so many that
/// nothing changes any more.
record DigitsReport(DigitsSampling sampling, Plan plan, int evaluations, DigitBatches batches, ReportFolder folder) {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int SIDE = 28;
    private static final int ZOOM = 3;
    /// How many digits are drawn again.
    private static final int AGAIN = 8;
    /// Evaluations of the converged solution.
    private static final int CONVERGED = 60;

    void write(float[] samples, ObjectNode json, Run run) {
        int count = samples.length / PIXELS;
        folder.write("digits.png", ImageGrid.png(samples, count, SIDE, SIDE, ZOOM));
        folder.write("samples.npy", Npy.bytes(samples, count, SIDE, SIDE));
        folder.write("plan.txt", plan.toString());
        var page = new ReportPage(
                        count + " digits in " + evaluations + " evaluations",
                        "Drawn by " + plan.sampler() + " from noise with seed "
                                + sampling.job().seed() + ".")
                .figures(
                        new ReportPage.Figure(Integer.toString(evaluations), "model evaluations"),
                        new ReportPage.Figure(
                                number("%.1f %%", 100 * json.get("agreement").doubleValue()),
                                "read as the digit asked for"),
                        new ReportPage.Figure(
                                number("%.2f s", json.get("seconds").doubleValue()), "time in all"),
                        new ReportPage.Figure(
                                number("%.2f s", json.get("networkSeconds").doubleValue()), "of it in the network"))
                .picture("digits.png", "Class by class, 0 to 9 in turn, unless one was asked for");
        if (!run.cancellation().pending()) again(page, json, samples, count, run);
        page.text("Plan", plan.toString())
                .text("Job", JobWriter.write("sample", sampling.job()).toPrettyString());
        folder.finish(JobWriter.write("sample", sampling.job()), json, page);
    }

    /// Draws the first digits again by two other plans and shows the three beside each other.
    private void again(ReportPage page, ObjectNode json, float[] samples, int count, Run run) {
        int some = Math.min(AGAIN, count);
        var plans = sampling.job().plans();
        var ddim = OneStepSamplers.Ddim.plain();
        var multistep = DpmSamplers.DpmSolver.plusPlus3M();
        var grid = new Plans(plans.schedule(), new GridSpec.LogSnr(CONVERGED), fixedEnd(plans));
        var equal = grid.plan(ddim, OptionalInt.of(evaluations));
        var fine = grid.plan(multistep, OptionalInt.of(CONVERGED));
        double before = batches.networkSeconds();
        float[] first = draw(equal, some, run);
        float[] converged = draw(fine, some, run);
        if (first.length < some * PIXELS || converged.length < some * PIXELS) return;
        float[] ours = Arrays.copyOf(samples, some * PIXELS);
        double ourError = distance(ours, converged);
        double ddimError = distance(first, converged);
        json.put("comparisonNetworkSeconds", batches.networkSeconds() - before);
        json.put("distanceToConverged", ourError).put("ddimDistanceToConverged", ddimError);
        var strip = new float[3 * some * PIXELS];
        System.arraycopy(first, 0, strip, 0, first.length);
        System.arraycopy(ours, 0, strip, some * PIXELS, ours.length);
        System.arraycopy(converged, 0, strip, 2 * some * PIXELS, converged.length);
        folder.write("again.png", ImageGrid.png(strip, 3 * some, some, SIDE, SIDE, ZOOM));
        page.picture(
                        "again.png",
                        "The first digits from the same noise: DDIM with " + equal.evaluations()
                                + " evaluations, this sampler with "
                                + evaluations
                                + ", and the converged solution (" + fine.evaluations() + " evaluations)")
                .table(
                        "Why so few suffice",
                        List.of("sampler", "evaluations", "RMS distance to the converged digits, in grey levels"),
                        List.of(
                                List.of(
                                        "DDIM",
                                        Integer.toString(equal.evaluations()),
                                        number("%.1f", 127.5 * ddimError)),
                                List.of(
                                        sampling.job().plan().label(),
                                        Integer.toString(evaluations),
                                        number("%.1f", 127.5 * ourError))));
    }

    /// The same end of sampling, whatever the number of steps.
    private Times fixedEnd(Plans plans) {
        return new Times(
                java.util.OptionalDouble.of(plans.start()),
                java.util.OptionalDouble.of(plan.steps().getLast().to().t()));
    }

    private float[] draw(Plan plan, int some, Run run) {
        return batches.run(
                plan, Arrays.copyOf(sampling.initial(), some * PIXELS), Arrays.copyOf(sampling.classes(), some), run);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum / a.length);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

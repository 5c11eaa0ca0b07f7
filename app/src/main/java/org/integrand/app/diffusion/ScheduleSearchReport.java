package org.integrand.app.diffusion;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.integrand.app.diffusion.ScheduleSearchWork.Point;
import org.integrand.app.report.Csv;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.diffusion.s3.ScheduleSearch.Found;
import org.integrand.diffusion.s3.SealedTest;
import tools.jackson.databind.node.ObjectNode;

/// The report of a search: the loss of the incumbents on the three sets of noises, and the schedule.
final class ScheduleSearchReport {
    private ScheduleSearchReport() {}

    static void write(
            ReportFolder folder,
            ObjectNode job,
            Found found,
            SealedTest test,
            List<Point> points,
            String schedule,
            ObjectNode json) {
        folder.write("schedule.json", schedule);
        folder.write(
                "incumbents.csv",
                Csv.text(
                        List.of("candidate", "search", "holdout", "sealed"),
                        points.stream()
                                .map(p -> List.of(
                                        Integer.toString(p.candidate()),
                                        Double.toString(p.search()),
                                        Double.toString(p.holdout()),
                                        Double.toString(p.sealed())))
                                .toList()));
        var page = new ReportPage(
                        "Schedule of " + json.get("evaluations") + " evaluations",
                        "Found among " + json.get("candidates") + " candidates, compared with "
                                + found.baseline().name() + ", the best known solver on the hold-out noises.")
                .figures(
                        new ReportPage.Figure(shown(test.best().loss(found.scale())), "sealed loss of the schedule"),
                        new ReportPage.Figure(shown(test.baseline().loss(found.scale())), "of the known solver"),
                        new ReportPage.Figure(
                                shown(test.loss().low()) + " ... "
                                        + shown(test.loss().high()),
                                "95 % interval of the difference"));
        var plot = Plot.linear("Loss of the incumbent", "candidates", "loss", curves(points, found, test));
        folder.write("incumbents.png", plot.png());
        folder.write("incumbents.svg", plot.svg());
        page.picture(
                "incumbents.png",
                "On the noises of the search, of the hold-out, and on sealed ones that no decision was made on;"
                        + " first the known solver");
        page.text("Schedule", schedule).text("Job", job.toPrettyString());
        folder.finish(job, json, page);
    }

    private static List<Plot.Line> curves(List<Point> points, Found found, SealedTest test) {
        double[] x = points.stream().mapToDouble(Point::candidate).toArray();
        double known = test.baseline().loss(found.scale());
        return List.of(
                curve("search", points, Point::search),
                curve("hold-out", points, Point::holdout),
                curve("sealed", points, Point::sealed),
                new Plot.Line("known, sealed", new double[] {x[0], x[x.length - 1]}, new double[] {known, known}));
    }

    private static Plot.Line curve(String name, List<Point> points, ToDoubleFunction<Point> loss) {
        return new Plot.Line(
                name,
                points.stream().mapToDouble(Point::candidate).toArray(),
                points.stream().mapToDouble(loss).toArray());
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String text(ObjectNode json) {
        return String.format(
                        Locale.ROOT,
                        "%d candidates of %d evaluations in %.1f s; on sealed noises:%n",
                        json.get("candidates").intValue(),
                        json.get("evaluations").intValue(),
                        json.get("seconds").doubleValue())
                + ScheduleVerdict.text(json);
    }
}

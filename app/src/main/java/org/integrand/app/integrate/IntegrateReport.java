package org.integrand.app.integrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.integrand.app.job.JobWriter;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.engine.quadrature.Estimate;
import tools.jackson.databind.node.ObjectNode;

/// The report of an integral: the value, and for one variable the integrand with the subdivision of its
/// range.
record IntegrateReport(ReportFolder folder, IntegrateJob job, IntegrateSetup setup) {
    private static final int POINTS = 801;
    private static final double FAR = 10; // infinite ranges are drawn so far beyond their finite end

    void write(IntegrateWork.Found found, ObjectNode json) {
        var estimate = found.estimate();
        var page = new ReportPage("An integral", lead(found))
                .figures(
                        new ReportPage.Figure(String.format(Locale.ROOT, "%.6g", estimate.value()), "value"),
                        new ReportPage.Figure(String.format(Locale.ROOT, "%.2g", estimate.error()), "error estimate"),
                        new ReportPage.Figure(
                                String.format(Locale.ROOT, "%,d", estimate.evaluations()), "evaluations"));
        if (setup.variables().size() == 1) picture(estimate, page);
        page.table("Value", List.of("component", "value"), rows(estimate));
        var whole = JobWriter.write("integrate", job);
        page.text("Job", whole.toPrettyString());
        folder.finish(whole, json, page);
    }

    private static String lead(IntegrateWork.Found found) {
        return "By " + found.method() + ": " + found.estimate().message() + ".";
    }

    private List<List<String>> rows(Estimate estimate) {
        var rows = new ArrayList<List<String>>();
        for (int k = 0; k < setup.names().size(); k++)
            rows.add(List.of(setup.names().get(k), Double.toString(estimate.values()[k])));
        return rows;
    }

    private void picture(Estimate estimate, ReportPage page) {
        double[] ends = setup.region().ends();
        double low = Math.min(ends[0], ends[1]);
        double high = Math.max(ends[0], ends[1]);
        if (Double.isInfinite(low)) low = Double.isInfinite(high) ? -FAR : high - FAR;
        if (Double.isInfinite(high)) high = low + (Double.isInfinite(Math.min(ends[0], ends[1])) ? 2 * FAR : FAR);
        var lines = curves(low, high);
        double least = extreme(lines, true);
        double step = 0.06 * (extreme(lines, false) - least);
        if (!estimate.intervals().isEmpty() && step > 0) lines.add(comb(estimate, low, high, least - step, step));
        String variable = setup.variables().getFirst();
        var plot = Plot.curves("Integrand", variable, "", lines);
        folder.write("integrand.png", plot.png());
        folder.write("integrand.svg", plot.svg());
        page.picture("integrand.png", "The integrand; teeth below are the ends of the intervals");
    }

    private List<Plot.Line> curves(double low, double high) {
        var integral = setup.line();
        int n = setup.names().size();
        double[][] y = new double[n][POINTS];
        double[] x = new double[POINTS];
        double[] value = new double[n];
        for (int i = 0; i < POINTS; i++) {
            x[i] = low + (high - low) * (i + 0.5) / POINTS;
            integral.integrand().evaluate(x[i], value);
            for (int c = 0; c < n; c++) y[c][i] = value[c];
        }
        var lines = new ArrayList<Plot.Line>();
        for (int c = 0; c < Math.min(n, 6); c++) {
            var xs = new ArrayList<Double>();
            var ys = new ArrayList<Double>();
            for (int i = 0; i < POINTS; i++) {
                if (!Double.isFinite(y[c][i])) continue;
                xs.add(x[i]);
                ys.add(y[c][i]);
            }
            lines.add(new Plot.Line(setup.names().get(c), numbers(xs), numbers(ys)));
        }
        return lines;
    }

    private static double extreme(List<Plot.Line> lines, boolean least) {
        double found = least ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (var line : lines) for (double y : line.y()) found = least ? Math.min(found, y) : Math.max(found, y);
        return found;
    }

    private static Plot.Line comb(Estimate estimate, double low, double high, double base, double step) {
        var xs = new ArrayList<Double>();
        var ys = new ArrayList<Double>();
        var ends = estimate.intervals().stream()
                .flatMap(i -> List.of(i.from(), i.to()).stream())
                .filter(x -> x >= low && x <= high)
                .sorted()
                .distinct()
                .toList();
        for (double x : ends) {
            xs.addAll(List.of(x, x, x));
            ys.addAll(List.of(base, base + 0.5 * step, base));
        }
        return new Plot.Line("intervals", numbers(xs), numbers(ys));
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

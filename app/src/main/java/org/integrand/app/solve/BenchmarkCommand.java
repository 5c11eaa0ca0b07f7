package org.integrand.app.solve;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.job.Shortcut;
import org.integrand.app.report.Plot;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.ReportPage;
import org.integrand.app.report.Table;
import org.integrand.engine.solve.Solution;
import tools.jackson.databind.node.ObjectNode;

/// `benchmark ode`: the work-precision diagram of methods on a problem of the library.
public final class BenchmarkCommand implements Command<BenchmarkJob> {
    private static final List<String> PLAIN =
            List.of("bs3", "tsit5", "dp5", "dop853", "verner7", "verner9", "gbs", "adams", "auto");
    private static final List<String> STIFF = List.of("rodas4", "rodas5p", "radau5", "kvaerno5", "bdf", "auto");
    /// processor time is what other programs disturb least
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// what the Java machine needs to make a method fast
    private static final double WARM_SECONDS = 0.1;

    private static final List<String> COLUMNS =
            List.of("method", "tolerance", "error", "evaluations", "steps", "seconds");

    /// One solve.
    private record Row(String method, double tolerance, double error, Solution<double[]> solution, double seconds) {}

    @Override
    public String name() {
        return "benchmark";
    }

    @Override
    public String summary() {
        return "Draws how much work methods need for how much precision on a classical problem.";
    }

    @Override
    public String example() {
        return "./integrand benchmark ode --problem robertson --methods \"[rodas5p, bdf]\" --out robertson-work";
    }

    @Override
    public Class<BenchmarkJob> job() {
        return BenchmarkJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return List.of(
                new Shortcut("suite", "suite", "[ode]"),
                new Shortcut("--problem", "problem", "NAME"),
                new Shortcut("--methods", "methods", "LIST"),
                new Shortcut("--tolerances", "tolerances", "LIST"),
                new Shortcut("--repeats", "repeats", "N"));
    }

    @Override
    public Work prepare(BenchmarkJob job) {
        var entry = ProblemLibrary.find(job.problem());
        boolean stiff = entry.job().method().isPresent();
        var methods = job.methods().orElse(stiff ? STIFF : PLAIN);
        methods.forEach(OdeMethods::find);
        Optional<ReportFolder> report = job.out().map(Path::of).map(ReportFolder::at);
        return run -> {
            long began = System.nanoTime();
            var rows = rows(job, entry, methods, run);
            var json = result(job, rows, (System.nanoTime() - began) * 1e-9);
            report.ifPresent(folder -> write(folder, job, entry, rows, json));
            boolean cancelled = run.cancellation().requested();
            return new Result(json, Table.aligned(table(rows)), cancelled);
        };
    }

    private static List<Row> rows(BenchmarkJob job, ProblemLibrary.Entry entry, List<String> methods, Run run) {
        var known = known(entry);
        var rows = new ArrayList<Row>();
        int all = methods.size() * job.tolerances().length;
        for (String method : methods) {
            for (double tolerance : job.tolerances()) {
                if (run.cancellation().requested()) return rows;
                run.progress().at((double) rows.size() / all, method);
                rows.add(row(entry.job().with(method, tolerance), tolerance, known, job.repeats(), run));
            }
        }
        return rows;
    }

    private static Row row(SolveJob job, double tolerance, Map<String, Double> known, int repeats, Run run) {
        var setup = SolveSetup.of(job);
        long began = THREADS.getCurrentThreadCpuTime();
        var solution = solve(setup, run);
        double seconds = (THREADS.getCurrentThreadCpuTime() - began) * 1e-9;
        double spent = seconds;
        for (int i = 1; i < repeats || (repeats > 1 && spent < WARM_SECONDS); i++) {
            if (run.cancellation().requested()) break;
            began = THREADS.getCurrentThreadCpuTime();
            solve(setup, run);
            double took = (THREADS.getCurrentThreadCpuTime() - began) * 1e-9;
            seconds = Math.min(seconds, took);
            spent += took;
        }
        double error = solution.termination().reachedEnd() ? error(setup, solution, known) : Double.NaN;
        return new Row(setup.method().name(), tolerance, error, solution, seconds);
    }

    private static Solution<double[]> solve(SolveSetup setup, Run run) {
        return setup.solver(List.of()).cancellation(run.cancellation()).solve();
    }

    /// Largest |y - known| / (1 + |known|).
    private static double error(SolveSetup setup, Solution<double[]> solution, Map<String, Double> known) {
        double largest = 0;
        for (var variable : known.entrySet()) {
            double exact = variable.getValue();
            int position = setup.system().position(variable.getKey()).orElseThrow();
            largest = Math.max(largest, Math.abs(solution.state()[position] - exact) / (1 + Math.abs(exact)));
        }
        return largest;
    }

    /// The end as the library knows it, else as a solve to 1e-13 gives it.
    private static Map<String, Double> known(ProblemLibrary.Entry entry) {
        var known = new HashMap<String, Double>();
        if (entry.reference().isPresent()) {
            var setup = SolveSetup.of(entry.job());
            entry.reference()
                    .get()
                    .forEach((name, value) -> known.put(name, setup.system().constant("reference", value.text())));
            return known;
        }
        String best = entry.job().method().isPresent() ? "radau5" : "verner9";
        var setup = SolveSetup.of(entry.job().with(best, 1e-13));
        var end = setup.solver(List.of()).solve().requireEnd().state();
        var names = setup.system().names();
        for (int k = 0; k < end.length; k++) known.put(names.get(k), end[k]);
        return known;
    }

    private static ObjectNode result(BenchmarkJob job, List<Row> rows, double seconds) {
        var json = JobFile.object().put("command", "benchmark").put("problem", job.problem());
        var array = json.putArray("rows");
        for (Row row : rows) {
            var statistics = row.solution().statistics();
            var one = array.addObject().put("method", row.method()).put("tolerance", row.tolerance());
            if (Double.isFinite(row.error())) one.put("error", row.error());
            else one.putNull("error");
            one.put("evaluations", statistics.evaluations())
                    .put("accepted", statistics.accepted())
                    .put("rejected", statistics.rejected())
                    .put("jacobians", statistics.jacobians())
                    .put("factorizations", statistics.factorizations())
                    .put("seconds", row.seconds())
                    .put("termination", SolveWork.spelled(row.solution().termination()));
        }
        json.put("seconds", seconds).put("seed", job.seed()).putArray("files");
        return json;
    }

    private static List<List<String>> table(List<Row> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(COLUMNS);
        for (Row row : rows)
            lines.add(List.of(
                    row.method(),
                    String.format(Locale.ROOT, "%.0e", row.tolerance()),
                    Double.isFinite(row.error())
                            ? String.format(Locale.ROOT, "%.2e", row.error())
                            : SolveWork.spelled(row.solution().termination()),
                    Long.toString(row.solution().statistics().evaluations()),
                    Long.toString(row.solution().statistics().accepted()),
                    String.format(Locale.ROOT, "%.3g", row.seconds())));
        return lines;
    }

    private static void write(
            ReportFolder folder, BenchmarkJob job, ProblemLibrary.Entry entry, List<Row> rows, ObjectNode json) {
        var page = new ReportPage("Work and precision: " + job.problem(), entry.title() + ". " + entry.source() + ".");
        picture(
                folder,
                page,
                job.problem(),
                "evaluations",
                "evaluations of the field",
                rows,
                row -> row.solution().statistics().evaluations());
        picture(folder, page, job.problem(), "time", "seconds of processor time", rows, Row::seconds);
        page.table("Solves", COLUMNS, table(rows).subList(1, rows.size() + 1));
        folder.finish(JobWriter.write("benchmark", job), json, page);
    }

    private static void picture(
            ReportFolder folder,
            ReportPage page,
            String problem,
            String file,
            String axis,
            List<Row> rows,
            java.util.function.ToDoubleFunction<Row> work) {
        var byMethod = new LinkedHashMap<String, List<Row>>();
        for (Row row : rows)
            if (row.error() > 0)
                byMethod.computeIfAbsent(row.method(), _ -> new ArrayList<>()).add(row);
        var lines = byMethod.entrySet().stream()
                .map(method -> new Plot.Line(
                        method.getKey(),
                        method.getValue().stream().mapToDouble(Row::error).toArray(),
                        method.getValue().stream().mapToDouble(work).toArray()))
                .toList();
        var plot = Plot.logarithmic("Work and precision: " + problem, "error at the end", axis, lines);
        folder.write(file + ".png", plot.png());
        folder.write(file + ".svg", plot.svg());
        page.picture(file + ".png", "Lower and further left is better: " + axis + " against the error at the end");
    }
}

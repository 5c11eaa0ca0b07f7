package org.integrand.app.solve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.Table;
import org.integrand.engine.ensemble.Ensemble;
import org.integrand.engine.ensemble.EnsembleResult;
import org.integrand.engine.ensemble.Moments;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solver;
import tools.jackson.databind.node.ObjectNode;

/// Many paths of a problem with noise, on all processors, and what is told about them: the mean, the standard
/// deviation and the standard errors of both, of variables and outputs.
///
/// @param paths how many, at least 2
record PathsWork(SolveJob job, SolveSetup setup, int paths, Optional<ReportFolder> report) {
    private static final int SAVED_NUMBERS = 100_000;
    private static final int VARIABLES_SHOWN = 20;
    private static final int PLOTTED_TIMES = 301;
    private static final int FEWER_TIMES = 61; // of a state of more than
    private static final int LARGE = 20; // variables
    private static final int KEPT = 500;

    /// A job's formulas, compiled for one thread.
    private record Worker(StateJson states, LongFunction<Solver<double[]>> solvers) {
        static Worker of(SolveJob job, List<Double> times) {
            var setup = SolveSetup.of(job);
            return new Worker(new StateJson(setup), setup.paths(times));
        }

        /// The variables, then the outputs.
        Sample<double[]> seen(Sample<double[]> sample) {
            double[] row = states.rows(List.of(sample))[0];
            double[] values = new double[row.length - 1];
            System.arraycopy(row, 1, values, 0, values.length);
            return new Sample<>(sample.t(), values);
        }
    }

    Result run(Run run) {
        long began = System.nanoTime();
        var result = solve(run);
        double seconds = (System.nanoTime() - began) / 1e9;
        var asked = new HashSet<>(setup.asked());
        var kept = result.moments().stream().filter(m -> asked.contains(m.t())).toList();
        var json = json(result, kept, seconds);
        job.solutionFile().map(Path::of).ifPresent(file -> {
            NumberFile.write(file, rows(kept.isEmpty() ? List.of(result.end()) : kept));
            json.withArray("files").add(file.toString());
        });
        report.ifPresent(folder -> new PathsReport(folder, job, setup)
                .write(result, rows(kept.isEmpty() ? result.moments() : kept), seconds, json));
        return new Result(json, text(result, seconds), result.paths() < paths);
    }

    private EnsembleResult solve(Run run) {
        var times = new ArrayList<Double>();
        var problem = setup.problem();
        times.add(problem.t1());
        if (report.isPresent())
            times.addAll(SolveTimes.spread(
                    problem.t0(), problem.t1(), problem.y0().length > LARGE ? FEWER_TIMES : PLOTTED_TIMES));
        var workers = new ConcurrentHashMap<Thread, Worker>();
        try {
            return Ensemble.of(
                            paths,
                            path -> worker(workers, times).solvers().apply(path).cancellation(run.cancellation()))
                    .first(job.path().orElse(0))
                    .seeing(sample -> worker(workers, times).seen(sample))
                    .keeping(report.isPresent() ? KEPT : 0)
                    .threads(Runtime.getRuntime().availableProcessors())
                    .progress(run.progress())
                    .cancellation(run.cancellation())
                    .solve();
        } catch (IllegalStateException e) { // a path that failed: without it the mean would be that of the others
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private Worker worker(ConcurrentHashMap<Thread, Worker> workers, List<Double> times) {
        return workers.computeIfAbsent(Thread.currentThread(), _ -> Worker.of(job, times));
    }

    private ObjectNode json(EnsembleResult result, List<Moments> kept, double seconds) {
        var json = JobFile.object().put("command", "solve");
        job.problem().ifPresent(name -> json.put("problem", name));
        json.put("method", setup.method().name());
        setup.noise().ifPresent(noise -> noise.tell(json));
        json.put("paths", result.paths()).put("t", result.end().t());
        var moments = new MomentsJson(setup);
        moments.end(result.end(), json);
        boolean whole = result.paths() == paths;
        json.put("evaluations", result.statistics().evaluations())
                .put("accepted", result.statistics().accepted())
                .put("rejected", result.statistics().rejected())
                .put("seconds", seconds)
                .put("termination", whole ? "reached-end" : "cancelled")
                .put("message", whole ? "all paths reached the end" : done(result));
        if (!kept.isEmpty() && (long) kept.size() * setup.system().dimension() <= SAVED_NUMBERS)
            json.set("saved", moments.saved(kept));
        json.put("seed", job.seed()).putArray("files");
        return json;
    }

    private String done(EnsembleResult result) {
        return "stopped: %,d of %,d paths were done".formatted(result.paths(), paths);
    }

    /// Rows of t, all means, all standard deviations.
    private static double[][] rows(List<Moments> all) {
        return all.stream()
                .map(moments -> {
                    int n = moments.variables();
                    double[] row = new double[1 + 2 * n];
                    row[0] = moments.t();
                    for (int i = 0; i < n; i++) {
                        row[1 + i] = moments.mean(i);
                        row[1 + n + i] = moments.standardDeviation(i);
                    }
                    return row;
                })
                .toArray(double[][]::new);
    }

    private String text(EnsembleResult result, double seconds) {
        var text = new StringBuilder();
        text.append("t = %s, %s%n"
                .formatted(result.end().t(), result.paths() == paths ? "%,d paths".formatted(paths) : done(result)));
        var end = result.end();
        var names = new ArrayList<>(setup.system().names());
        names.addAll(setup.outputNames());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "mean", "error", "standard deviation", "error"));
        for (int i = 0; i < Math.min(names.size(), VARIABLES_SHOWN); i++)
            rows.add(List.of(
                    names.get(i),
                    short6(end.mean(i)),
                    "+- " + short2(end.meanError(i)),
                    short6(end.standardDeviation(i)),
                    "+- " + short2(MomentsJson.deviationError(end, i))));
        text.append(Table.aligned(rows));
        if (names.size() > VARIABLES_SHOWN)
            text.append("and ").append(names.size() - VARIABLES_SHOWN).append(" more\n");
        text.append(String.format(
                Locale.ROOT,
                "%s, %s noise: %,d evaluations, %,d steps, %,d rejected, %.3g s%n",
                setup.method().name(),
                setup.noise().map(OdeMethod.Noisy::terms).map(NoiseTerms::kind).orElse("no"),
                result.statistics().evaluations(),
                result.statistics().accepted(),
                result.statistics().rejected(),
                seconds));
        report.ifPresent(folder -> text.append("report: ")
                .append(folder.path().resolve("index.html"))
                .append('\n'));
        return text.toString();
    }

    static String short6(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    static String short2(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }
}

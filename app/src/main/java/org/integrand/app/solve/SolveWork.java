package org.integrand.app.solve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.app.report.ReportFolder;
import org.integrand.app.report.Table;
import org.integrand.engine.solve.Checkpoint;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination;
import tools.jackson.databind.node.ObjectNode;

/// A solve and what is told about it.
///
/// @param sensitivity the gradient that is asked for
/// @param resumed   where it goes on from
/// @param reference the problem of the library, where its known end is this job's
record SolveWork(
        SolveJob job,
        SolveSetup setup,
        Optional<SolveSensitivity> sensitivity,
        Optional<Checkpoint<double[]>> resumed,
        Optional<ProblemLibrary.Entry> reference,
        Optional<ReportFolder> report) {
    /// so many numbers of kept states go into the result at most; files hold all
    private static final int SAVED_NUMBERS = 100_000;

    private static final int VARIABLES_SHOWN = 20;
    private static final int PLOTTED_TIMES = 2401;
    private static final int FEWER_TIMES = 601; // of a state of more than
    private static final int LARGE = 100; // variables

    Result run(Run run) {
        var problem = setup.problem();
        boolean large = setup.system().dimension() > LARGE;
        List<Double> plotted = report.isPresent()
                ? SolveTimes.spread(problem.t0(), problem.t1(), large ? FEWER_TIMES : PLOTTED_TIMES)
                : List.of();
        var solution = solve(setup.solver(plotted).progress(run.progress()).cancellation(run.cancellation()));
        var states = new StateJson(setup);
        var asked = new HashSet<>(setup.asked());
        var kept = solution.saved().stream().filter(s -> asked.contains(s.t())).toList();
        var error = referenceError(solution);
        var json = result(solution, states, kept, error);
        job.solutionFile().map(Path::of).ifPresent(file -> {
            NumberFile.write(file, states.rows(kept.isEmpty() ? List.of(last(solution)) : kept));
            json.withArray("files").add(file.toString());
        });
        boolean told = writeCheckpoint(solution, json);
        if (sensitivity.isPresent() && solution.termination().reachedEnd()) {
            try {
                json.set("sensitivity", sensitivity.get().json(sensitivity.get().gradient(run.cancellation())));
            } catch (SolveException | ArithmeticException e) {
                return Result.failed(json, text(solution, error, json), "sensitivity: " + e.getMessage());
            } catch (CancellationException _) {
                return new Result(json, text(solution, error, json), true);
            }
        }
        report.ifPresent(folder -> new SolveReport(folder, job, setup)
                .write(
                        solution,
                        kept.isEmpty() ? solution.saved().isEmpty() ? List.of(last(solution)) : solution.saved() : kept,
                        json));
        String text = text(solution, error, json);
        var termination = solution.termination();
        return switch (termination.reason()) {
            case REACHED_END, EVENT ->
                told
                        ? Result.of(json, text)
                        : Result.failed(
                                json,
                                text,
                                "checkpoint: method " + setup.method().name() + " gives none here");
            case CANCELLED -> new Result(json, text, true);
            default -> Result.failed(json, text, termination.message());
        };
    }

    /// The solution, also where field or event failed: then it is what was found until there.
    @SuppressWarnings("unchecked") // the solver's own solution
    private Solution<double[]> solve(Solver<double[]> solver) {
        try {
            return resumed.isPresent() ? solver.resume(resumed.get()) : solver.solve();
        } catch (SolveException e) {
            return (Solution<double[]>) e.solution();
        }
    }

    /// Whether the checkpoint that the job asks for could be written.
    private boolean writeCheckpoint(Solution<double[]> solution, ObjectNode json) {
        if (job.checkpoint().isEmpty()) return true;
        var file = Path.of(job.checkpoint().get());
        solution.checkpoint().ifPresent(checkpoint -> {
            CheckpointFile.write(file, job, checkpoint);
            json.withArray("files").add(file.toString());
        });
        return solution.checkpoint().isPresent();
    }

    private static Sample<double[]> last(Solution<double[]> solution) {
        return new Sample<>(solution.time(), solution.state());
    }

    private ObjectNode result(
            Solution<double[]> solution, StateJson states, List<Sample<double[]>> kept, OptionalDouble error) {
        var json = JobFile.object().put("command", "solve");
        job.problem().ifPresent(name -> json.put("problem", name));
        json.put("method", setup.method().name()).put("t", solution.time());
        setup.noise().ifPresent(noise -> noise.tell(json));
        json.set("y", states.variables(solution.state()));
        if (!setup.outputNames().isEmpty()) json.set("outputs", states.outputs(solution.time(), solution.state()));
        var statistics = solution.statistics();
        json.put("evaluations", statistics.evaluations())
                .put("accepted", statistics.accepted())
                .put("rejected", statistics.rejected())
                .put("jacobians", statistics.jacobians())
                .put("factorizations", statistics.factorizations())
                .put("solves", statistics.solves())
                .put("seconds", statistics.seconds())
                .put("termination", spelled(solution.termination()))
                .put("message", solution.termination().message());
        error.ifPresent(value -> json.put("referenceError", value));
        if (!setup.events().isEmpty()) {
            var events = json.putArray("events");
            for (var happened : solution.events()) {
                var event = events.addObject()
                        .put("event", happened.event())
                        .put("t", happened.t())
                        .put("direction", happened.direction().name().toLowerCase(Locale.ROOT));
                event.set("y", states.variables(happened.state()));
            }
        }
        if (!kept.isEmpty() && (long) kept.size() * setup.system().dimension() <= SAVED_NUMBERS)
            json.set("saved", states.saved(kept));
        json.put("seed", job.seed()).putArray("files");
        return json;
    }

    /// `reached-end`
    static String spelled(Termination termination) {
        return termination.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Largest |y - reference| / (1 + |reference|) over the variables whose end is known.
    private OptionalDouble referenceError(Solution<double[]> solution) {
        if (!solution.termination().reachedEnd()) return OptionalDouble.empty();
        return reference.flatMap(ProblemLibrary.Entry::reference).orElse(Map.of()).entrySet().stream()
                .mapToDouble(known -> {
                    double exact = setup.system()
                            .constant("reference", known.getValue().text());
                    int position = setup.system().position(known.getKey()).orElseThrow();
                    return Math.abs(solution.state()[position] - exact) / (1 + Math.abs(exact));
                })
                .max();
    }

    private String text(Solution<double[]> solution, OptionalDouble error, ObjectNode json) {
        var statistics = solution.statistics();
        var text = new StringBuilder();
        text.append("t = %s, %s%n".formatted(solution.time(), spelled(solution.termination())));
        var rows = new ArrayList<List<String>>();
        var names = setup.system().names();
        for (int k = 0; k < Math.min(names.size(), VARIABLES_SHOWN); k++)
            rows.add(List.of(names.get(k), Double.toString(solution.state()[k])));
        double[] values = new StateJson(setup).outputValues(solution.time(), solution.state());
        for (int k = 0; k < values.length; k++)
            rows.add(List.of(setup.outputNames().get(k), Double.toString(values[k])));
        text.append(Table.aligned(rows));
        if (names.size() > VARIABLES_SHOWN)
            text.append("and ").append(names.size() - VARIABLES_SHOWN).append(" more\n");
        for (var happened : solution.events().stream().limit(VARIABLES_SHOWN).toList())
            text.append("event %s at t = %s%n".formatted(happened.event(), happened.t()));
        text.append("%s: %,d evaluations, %,d steps, %,d rejected"
                .formatted(
                        setup.method().name(), statistics.evaluations(), statistics.accepted(), statistics.rejected()));
        if (statistics.jacobians() > 0)
            text.append(", %,d Jacobians, %,d factorizations"
                    .formatted(statistics.jacobians(), statistics.factorizations()));
        text.append(String.format(Locale.ROOT, ", %.3g s%n", statistics.seconds()));
        if (json.has("sensitivity")) sensitivity.ifPresent(asked -> text.append(asked.text(json.path("sensitivity"))));
        error.ifPresent(e -> text.append(String.format(Locale.ROOT, "error against the known end: %.3g%n", e)));
        report.ifPresent(folder -> text.append("report: ")
                .append(folder.path().resolve("index.html"))
                .append('\n'));
        return text.toString();
    }
}

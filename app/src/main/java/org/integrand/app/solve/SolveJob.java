package org.integrand.app.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Formula;
import org.integrand.app.job.Key;
import org.integrand.expression.system.SystemText;

/// Solves an initial value problem that is written down as text.
public record SolveJob(
        @Key("a problem of the library, such as lorenz or robertson; other keys change it")
        Optional<String> problem,

        @Key(
                "derivative of each variable, x: \"s*(y - x)\", or of each element of a family, \"u[i=1..N]\": \"u[i-1] - u[i]\"")
        Optional<Map<String, Formula>> equations,

        @Key("numbers with a name, or formulas of them: b: \"8/3\"")
        Optional<Map<String, Formula>> parameters,

        @Key("formulas with a name, for use in other formulas: r: \"sqrt(x^2 + y^2)\"")
        Optional<Map<String, Formula>> definitions,

        @Key("families: what elements outside the range stand for: \"u[0]\": 1")
        Optional<Map<String, Formula>> boundary,

        @Key("the state at the start, x: 1; of a family, \"u[i]\": \"sin(pi*i/(N + 1))\"")
        Optional<Map<String, Formula>> initial,

        @Key("time at the start (default 0)") Optional<Formula> from,
        @Key("time at the end, before or after the start") Optional<Formula> to,

        @Key("by which method, see docs/solve.md (default: the problem's own, else auto)")
        Optional<String> method,

        @Key(value = "length of fixed steps; without it steps follow the tolerances", min = 0, above = true)
        OptionalDouble step,

        @Key("allowed error of a step relative to each variable (default 1e-6)")
        OptionalDouble relativeTolerance,

        @Key("allowed error of a step whatever the variable's size (default: a thousandth of the relative one)")
        OptionalDouble absoluteTolerance,

        @Key(value = "stiff methods: the structure of the Jacobian", otherwise = "auto")
        JacobianSpec jacobian,

        @Key("what is to happen where a formula changes its sign")
        Optional<List<EventSpec>> events,

        @Key("formulas that are evaluated wherever the state is kept: energy: \"v^2/2 - cos(x)\"")
        Optional<Map<String, Formula>> outputs,

        @Key("times at which the state is kept") Optional<double[]> saveAt,

        @Key(value = "number of equally spaced times at which the state is kept, ends included", min = 2, max = 1e7)
        OptionalInt points,

        @Key("two variables, or outputs, of the phase portrait (default: the first two)")
        Optional<List<String>> phase,

        @Key(value = "most steps that are tried", otherwise = "10000000", min = 1, max = 1e15)
        long stepLimit,

        @Key("file for the kept states, t first: .npy, .json or .csv")
        Optional<String> solutionFile,

        @Key(value = "random seed (a solve uses none)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    public SolveJob {
        step.ifPresent(h -> Bounds.check(SolveJob.class, "step", h));
        points.ifPresent(n -> Bounds.check(SolveJob.class, "points", n));
        Bounds.check(SolveJob.class, "stepLimit", (double) stepLimit);
        if (saveAt.isPresent() && points.isPresent())
            throw new IllegalArgumentException("points: saveAt says already when to save, leave one of them out");
    }

    /// This job's keys, where it has none those of a problem of the library.
    SolveJob over(SolveJob base) {
        if (equations.isPresent())
            throw new IllegalArgumentException(
                    "equations: problem " + problem.orElse("") + " has its own, leave one of them out");
        return new SolveJob(
                problem,
                base.equations,
                merged(base.parameters, parameters),
                merged(base.definitions, definitions),
                merged(base.boundary, boundary),
                merged(base.initial, initial),
                from.or(base::from),
                to.or(base::to),
                method.or(base::method),
                step.isPresent() ? step : base.step,
                relativeTolerance.isPresent() ? relativeTolerance : base.relativeTolerance,
                absoluteTolerance.isPresent() ? absoluteTolerance : base.absoluteTolerance,
                jacobian instanceof JacobianSpec.Auto ? base.jacobian : jacobian,
                events.or(base::events),
                merged(base.outputs, outputs),
                saveAt,
                points,
                phase.or(base::phase),
                stepLimit,
                solutionFile,
                seed,
                out);
    }

    /// The same by another method to another tolerance, the absolute one in the same ratio.
    SolveJob with(String other, double relativeOther) {
        return new SolveJob(
                problem,
                equations,
                parameters,
                definitions,
                boundary,
                initial,
                from,
                to,
                Optional.of(other),
                step,
                OptionalDouble.of(relativeOther),
                OptionalDouble.of(relativeOther * absolute() / relative()),
                jacobian,
                events,
                outputs,
                saveAt,
                points,
                phase,
                stepLimit,
                solutionFile,
                seed,
                out);
    }

    /// Whether it changes what is solved, and not only how.
    boolean changesTheProblem() {
        return parameters.isPresent()
                || definitions.isPresent()
                || boundary.isPresent()
                || initial.isPresent()
                || from.isPresent()
                || to.isPresent()
                || events.isPresent();
    }

    SystemText text() {
        return new SystemText(
                texts(equations.orElseThrow(() -> new IllegalArgumentException(
                        "equations are missing: expected the derivative of each variable, or problem, one of "
                                + String.join(", ", ProblemLibrary.names())))),
                texts(parameters.orElse(Map.of())),
                texts(definitions.orElse(Map.of())),
                texts(boundary.orElse(Map.of())),
                texts(initial.orElse(Map.of())));
    }

    static Map<String, String> texts(Map<String, Formula> formulas) {
        var texts = new LinkedHashMap<String, String>();
        formulas.forEach((name, formula) -> texts.put(name, formula.text()));
        return texts;
    }

    double relative() {
        return relativeTolerance.orElse(1e-6);
    }

    double absolute() {
        return absoluteTolerance.orElse(relative() * 1e-3);
    }

    private static Optional<Map<String, Formula>> merged(
            Optional<Map<String, Formula>> base, Optional<Map<String, Formula>> over) {
        if (base.isEmpty() || over.isEmpty()) return over.or(() -> base);
        var all = new LinkedHashMap<>(base.get());
        all.putAll(over.get());
        return Optional.of(Collections.unmodifiableMap(all));
    }
}

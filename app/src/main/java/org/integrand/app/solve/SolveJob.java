package org.integrand.app.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Key;
import org.integrand.app.job.PerName;
import org.integrand.expression.system.SystemText;

/// Solves an initial value problem that is written down as text.
public record SolveJob(
        @Key("a problem of the library, such as lorenz or robertson; other keys change it")
        Optional<String> problem,

        @Key(
                "derivative of each variable, x: \"s*(y - x)\", or of each element of a family, \"u[i=1..N]\": \"u[i-1] - u[i]\"")
        Optional<Map<String, Formula>> equations,

        @Key("numbers with a name, quantities or formulas: b: \"8/3\", T: 80 degC")
        Optional<Map<String, Formula>> parameters,

        @Key("formulas with a name, for use in other formulas: r: \"sqrt(x^2 + y^2)\"")
        Optional<Map<String, Formula>> definitions,

        @Key("families: what elements outside the range stand for: \"u[0]\": 1")
        Optional<Map<String, Formula>> boundary,

        @Key("the state at the start, x: 1; of a family, \"u[i]\": \"sin(pi*i/(N + 1))\"")
        Optional<Map<String, Formula>> initial,

        @Key("time at the start (default 0)") Optional<Formula> from,
        @Key("time at the end, before or after the start") Optional<Formula> to,

        @Key("by which method, see docs/solve.md (default: the problem's own, else auto; with noise what suits it)")
        Optional<String> method,

        @Key("length of fixed steps; without it steps follow the tolerances")
        Optional<Formula> step,

        @Key(
                "allowed error of a step relative to each variable, or for each by name: {x: 1e-9} (default 1e-6, with noise 1e-3)")
        Optional<PerName> relativeTolerance,

        @Key(
                "allowed error of a step whatever a variable's size, or for each by name: {x: 1e-9, u: 1 mm} (default: a thousandth of the relative one)")
        Optional<PerName> absoluteTolerance,

        @Key(value = "stiff methods: the structure of the Jacobian", otherwise = "auto")
        JacobianSpec jacobian,

        @Key("implicit-explicit methods: what of the equations is stiff")
        Optional<SplitSpec> split,

        @Key("exponential methods: what of the equations is integrated exactly (default: all linear terms)")
        Optional<SemilinearSpec> semilinear,

        @Key(
                "strength of the noise of each variable, of a process of its own, x: \"0.1*x\", or of processes with names, x: {W1: \"0.1*x\", W2: 0.2}, which variables may share")
        Optional<Map<String, PerName>> noise,

        @Key("noise: in whose sense (default ito)") Optional<Calculus> calculus,

        @Key(
                value = "noise: number of paths; of several the mean and the standard deviation are told (default 1)",
                min = 1,
                max = 1e9)
        OptionalInt paths,

        @Key(value = "noise: which path of the seed, of several the first (default 0)", min = 0)
        OptionalInt path,

        @Key("what is to happen where a formula changes its sign")
        Optional<List<EventSpec>> events,

        @Key("formulas that are evaluated wherever the state is kept: energy: \"v^2/2 - cos(x)\"")
        Optional<Map<String, Formula>> outputs,

        @Key("times at which the state is kept") Optional<List<Formula>> saveAt,

        @Key(value = "number of equally spaced times at which the state is kept, ends included", min = 2, max = 1e7)
        OptionalInt points,

        @Key("two variables, or outputs, of the phase portrait (default: the first two)")
        Optional<List<String>> phase,

        @Key("the gradient of a formula of the end with respect to parameters and starting values")
        Optional<SensitivitySpec> sensitivity,

        @Key(value = "most steps that are tried", otherwise = "10000000", min = 1, max = 1e15)
        long stepLimit,

        @Key("file for the kept states, t first: .npy, .json or .csv")
        Optional<String> solutionFile,

        @Key("file that tells where the solve stood when it ended or was stopped, for resume")
        Optional<String> checkpoint,

        @Key("a checkpoint file: goes on from there, bit for bit as if it had not been stopped")
        Optional<String> resume,

        @Key(value = "random seed: that of the noise, where there is any", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    public SolveJob {
        points.ifPresent(n -> Bounds.check(SolveJob.class, "points", n));
        paths.ifPresent(n -> Bounds.check(SolveJob.class, "paths", n));
        path.ifPresent(n -> Bounds.check(SolveJob.class, "path", n));
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
                noise.isPresent() ? method : method.or(base::method), // its own is for equations without
                step.or(base::step),
                noise.isPresent() ? relativeTolerance : relativeTolerance.or(base::relativeTolerance),
                noise.isPresent() ? absoluteTolerance : absoluteTolerance.or(base::absoluteTolerance),
                jacobian instanceof JacobianSpec.Auto ? base.jacobian : jacobian,
                split.or(base::split),
                semilinear.or(base::semilinear),
                noise,
                calculus,
                paths,
                path,
                events.or(base::events),
                merged(base.outputs, outputs),
                saveAt,
                points,
                phase.or(base::phase),
                sensitivity.or(base::sensitivity),
                stepLimit,
                solutionFile,
                checkpoint,
                resume,
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
                Optional.of(PerName.all(relativeOther)),
                Optional.of(PerName.all(relativeOther * ratio())),
                jacobian,
                split,
                semilinear,
                noise,
                calculus,
                paths,
                path,
                events,
                outputs,
                saveAt,
                points,
                phase,
                sensitivity,
                stepLimit,
                solutionFile,
                checkpoint,
                resume,
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
                || noise.isPresent()
                || events.isPresent();
    }

    SystemText text() {
        return new SystemText(
                texts(equations.orElseThrow(() -> new IllegalArgumentException(
                        "equations are missing: expected the derivative of each variable, or problem, one of "
                                + String.join(", ", ProblemLibrary.names())))),
                plain("parameters", parameters),
                texts(definitions.orElse(Map.of())),
                plain("boundary", boundary),
                plain("initial", initial));
    }

    static Map<String, String> texts(Map<String, Formula> formulas) {
        var texts = new LinkedHashMap<String, String>();
        formulas.forEach((name, formula) -> texts.put(name, formula.text()));
        return texts;
    }

    /// The texts with quantities as plain numbers, in SI.
    private static Map<String, String> plain(String where, Optional<Map<String, Formula>> formulas) {
        var texts = new LinkedHashMap<String, String>();
        formulas.orElse(Map.of()).forEach((name, formula) -> {
            try {
                texts.put(name, formula.plain().text());
            } catch (IllegalArgumentException e) {
                throw new JobException(where + "." + name + ": " + e.getMessage());
            }
        });
        return texts;
    }

    /// The absolute tolerance as a part of the relative one.
    private double ratio() {
        return number(absoluteTolerance)
                .map(absolute -> absolute / number(relativeTolerance).orElse(1e-6))
                .orElse(1e-3);
    }

    private static Optional<Double> number(Optional<PerName> tolerance) {
        return tolerance.flatMap(PerName::all).map(formula -> Double.parseDouble(formula.text()));
    }

    private static Optional<Map<String, Formula>> merged(
            Optional<Map<String, Formula>> base, Optional<Map<String, Formula>> over) {
        if (base.isEmpty() || over.isEmpty()) return over.or(() -> base);
        var all = new LinkedHashMap<>(base.get());
        all.putAll(over.get());
        return Optional.of(Collections.unmodifiableMap(all));
    }
}

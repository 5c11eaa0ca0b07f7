package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Spelling;
import org.integrand.app.report.Table;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.sensitivity.Gradient;
import org.integrand.engine.sensitivity.Loss;
import org.integrand.engine.sensitivity.ParametricProblem;
import org.integrand.engine.sensitivity.Sensitivity;
import org.integrand.engine.sensitivity.Stepping;
import org.integrand.expression.system.EquationSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gradient that a job asks for, read and checked.
///
/// @param positions of the variables asked for, by name
record SolveSensitivity(
        SensitivitySpec spec,
        Sensitivity mode,
        TextField field,
        ParametricProblem problem,
        Stepping stepping,
        List<String> parameters,
        Map<String, Integer> positions,
        InitialSlopes initial) {
    /// @throws IllegalArgumentException in one line, when it cannot be found as it is written
    static Optional<SolveSensitivity> of(SolveJob job, SolveSetup setup) {
        if (job.sensitivity().isEmpty()) return Optional.empty();
        if (job.events().isPresent())
            throw new JobException("sensitivity: a gradient through events is not there, leave events out");
        if (job.resume().isPresent()) throw new JobException("sensitivity: it needs the whole solve, leave resume out");
        return Optional.of(read(job, setup, job.sensitivity().get()));
    }

    private static SolveSensitivity read(SolveJob job, SolveSetup setup, SensitivitySpec spec) {
        var text = job.text();
        var system = EquationSystem.of(text); // in the order that is written
        var chosen = new ArrayList<String>();
        var positions = new LinkedHashMap<String, Integer>();
        for (String name : spec.to()) {
            if (text.parameters().containsKey(name)) chosen.add(name);
            else positions.put(name, position(system, name, text.parameters().keySet()));
        }
        var parametric = ParametricText.of(text, chosen.stream().distinct().toList());
        var outputs = job.outputs().orElse(Map.of());
        String formula = outputs.getOrDefault(spec.of().text(), spec.of()).text();
        var _ = system.formulas("sensitivity", Map.of("of", formula)); // its errors name it
        var extended = parametric.extended(parametric.unused("loss"), formula);
        double[] p = parametric.chosen().stream()
                .mapToDouble(name -> system.constant("sensitivity.to", name))
                .toArray();
        var field = new TextField(extended, p.length, ExactJacobian.of(job.jacobian(), system));
        var stepping =
                Stepping.tolerance(1, 1).within(SolveTolerance.of(job, system)).stepLimit(setup.stepLimit());
        return new SolveSensitivity(
                spec,
                mode(setup.method(), spec.mode()),
                field,
                new ParametricProblem(
                        field, setup.problem().t0(), setup.problem().t1(), system.initial(), p),
                setup.controller().map(stepping::by).orElse(stepping),
                parametric.chosen(),
                positions,
                InitialSlopes.of(parametric, system, p));
    }

    private static int position(EquationSystem system, String name, Iterable<String> parameters) {
        var known = new ArrayList<>(system.names());
        parameters.forEach(known::add);
        if (!known.contains(name))
            throw new JobException("sensitivity.to: '" + name + "' is neither a parameter nor a variable"
                    + Spelling.hint(name, known.stream().limit(50).toList()));
        return system.position(name).orElseThrow();
    }

    private static Sensitivity mode(OdeMethod method, Optional<SensitivityMode> asked) {
        return switch (method) {
            case OdeMethod.Explicit(Method explicit) -> {
                boolean rungeKutta = explicit instanceof ExplicitRungeKutta;
                yield switch (asked.orElse(rungeKutta ? SensitivityMode.DISCRETE : SensitivityMode.INTERPOLATED)) {
                    case DISCRETE -> {
                        if (explicit instanceof ExplicitRungeKutta table) yield Sensitivity.discrete(table);
                        throw unsuited("discrete", method, "an explicit Runge-Kutta or ESDIRK method");
                    }
                    case REVERSIBLE -> {
                        if (explicit instanceof ExplicitRungeKutta table)
                            yield Sensitivity.reversible(ReversibleMethod.coupled(table));
                        throw unsuited("reversible", method, "an explicit Runge-Kutta method");
                    }
                    case INTERPOLATED -> Sensitivity.interpolated(explicit);
                    case ADJOINT -> Sensitivity.backsolve(explicit);
                    case FORWARD -> Sensitivity.forward(explicit);
                };
            }
            case OdeMethod.Stiff(StiffMethod stiff) -> {
                boolean esdirk = stiff instanceof Esdirk;
                yield switch (asked.orElse(esdirk ? SensitivityMode.DISCRETE : SensitivityMode.INTERPOLATED)) {
                    case DISCRETE -> {
                        if (stiff instanceof Esdirk table) yield Sensitivity.discrete(table);
                        throw unsuited("discrete", method, "an explicit Runge-Kutta or ESDIRK method");
                    }
                    case REVERSIBLE -> throw unsuited("reversible", method, "an explicit Runge-Kutta method");
                    case INTERPOLATED -> Sensitivity.interpolated(stiff);
                    case ADJOINT -> Sensitivity.backsolve(stiff);
                    case FORWARD -> Sensitivity.forward(stiff);
                };
            }
            case OdeMethod.Structured<?> _, OdeMethod.Noisy _ ->
                throw new JobException(
                        "sensitivity: method " + method.name()
                                + " gives no gradient: expected a method for plain equations such as tsit5, verner9 or kvaerno5");
        };
    }

    private static JobException unsuited(String mode, OdeMethod method, String expected) {
        return new JobException("sensitivity.mode: " + mode + " with method " + method.name() + ": expected " + expected
                + ", or mode interpolated");
    }

    /// Finds it.
    ///
    /// @throws org.integrand.engine.solve.SolveException when a solve does not reach its end
    /// @throws ArithmeticException when a derivative is not finite
    Gradient gradient(Cancellation cancellation) {
        return mode.gradient(problem, Loss.atEnd(field.loss(problem.t1())), stepping.cancellation(cancellation));
    }

    /// dL / d what the job names, in its order.
    Map<String, Double> byName(Gradient gradient) {
        var byName = new LinkedHashMap<String, Double>();
        for (String name : spec.to()) {
            int k = parameters.indexOf(name);
            byName.put(
                    name,
                    k < 0
                            ? gradient.y0()[positions.getOrDefault(name, 0)]
                            : gradient.p()[k] + initial.along(k, gradient.y0()));
        }
        return byName;
    }

    ObjectNode json(Gradient gradient) {
        var json = JobFile.object().put("of", spec.of().text()).put("value", gradient.loss());
        var named = json.putObject("gradient");
        byName(gradient).forEach(named::put);
        var cost = gradient.cost();
        json.put("mode", mode.name().equals("backsolve") ? "adjoint" : mode.name())
                .put("exactForTheDiscreteSolution", mode.exactForTheDiscreteSolution())
                .put("evaluations", cost.evaluations())
                .put("vjps", cost.vjps())
                .put("jvps", cost.jvps())
                .put("factorizations", cost.linear().factorizations())
                .put("steps", cost.steps())
                .put("backwardSteps", cost.backwardSteps())
                .put("storedStates", cost.storedStates());
        var warnings = json.putArray("warnings");
        gradient.warnings().forEach(warnings::add);
        return json;
    }

    /// What a person reads of [#json].
    String text(JsonNode json) {
        var rows = new ArrayList<List<String>>();
        json.path("gradient")
                .properties()
                .forEach(entry -> rows.add(
                        List.of("d/d " + entry.getKey(), entry.getValue().toString())));
        var text = new StringBuilder("%s = %s, its gradient (%s, %,d evaluations, %,d vjps):%n"
                .formatted(
                        spec.of().text(),
                        json.path("value"),
                        json.path("mode").asString(),
                        json.path("evaluations").longValue(),
                        json.path("vjps").longValue()));
        text.append(Table.aligned(rows));
        json.path("warnings")
                .forEach(warning ->
                        text.append("warning: ").append(warning.asString()).append('\n'));
        return text.toString();
    }
}

package org.integrand.app.integrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.integrand.app.job.Formula;
import org.integrand.engine.quadrature.Goal;
import org.integrand.engine.quadrature.Integral;
import org.integrand.engine.quadrature.Norm;
import org.integrand.engine.quadrature.multi.MultipleIntegral;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.SystemText;

/// A job read and compiled.
///
/// @param variables outer ones first
/// @param names     of the components
/// @param frequency of the factor cos(w x) or sin(w x)
record IntegrateSetup(
        List<String> variables,
        List<String> names,
        CompiledFormulas formulas,
        FormulaRegion region,
        List<Double> breakpoints,
        Optional<Double> frequency,
        Goal goal) {
    private static final String TIME = "t";

    static IntegrateSetup of(IntegrateJob job) {
        var ranges = job.ranges();
        if (ranges.isEmpty()) throw new IllegalArgumentException("over: there are no variables: expected at least one");
        var variables = List.copyOf(ranges.keySet());
        var components = job.components();
        if (components.isEmpty()) throw new IllegalArgumentException("vector: it is empty: expected formulas");
        var system = system(job, variables, texts(job.definitions()));
        boolean one = components.size() == 1 && job.integrand().isPresent();
        var formulas = named(() -> one
                ? system.formulas("job", components)
                : system.formulas(job.complex().isPresent() ? "complex" : "job", components));
        var bounds = new ArrayList<FormulaRegion.Range>();
        for (int k = 0; k < variables.size(); k++)
            bounds.add(range(
                    job, variables.subList(0, k), variables.get(k), ranges.getOrDefault(variables.get(k), List.of())));
        boolean single = variables.size() == 1;
        if (!single && job.breakpoints().isPresent())
            throw new IllegalArgumentException("breakpoints: expected one variable, there are " + variables.size());
        var frequency = job.cosine().or(job::sine);
        if (!single && frequency.isPresent())
            throw new IllegalArgumentException("cosine, sine: expected one variable, there are " + variables.size());
        var goal = new Goal(
                job.absoluteTolerance().orElse(single ? 1e-12 : 1e-9),
                job.relativeTolerance().orElse(single ? 1e-10 : 1e-6),
                Norm.EUCLIDEAN,
                job.evaluationLimit());
        var points = job.breakpoints().orElse(List.of()).stream()
                .map(point -> named(() -> system.constant("breakpoints", point.text())))
                .toList();
        return new IntegrateSetup(
                variables,
                List.copyOf(components.keySet()),
                formulas,
                new FormulaRegion(variables.indexOf(TIME), bounds),
                points,
                frequency.map(w -> named(() -> system.constant("frequency", w.text()))),
                goal);
    }

    /// Variables, parameters and definitions as a system without right-hand sides; t is its time.
    private static EquationSystem system(IntegrateJob job, List<String> variables, Map<String, String> definitions) {
        var equations = new LinkedHashMap<String, String>();
        for (String variable : variables) if (!variable.equals(TIME)) equations.put(variable, "0");
        if (equations.isEmpty()) equations.put("_", "0");
        return named(() ->
                EquationSystem.of(new SystemText(equations, texts(job.parameters()), definitions, Map.of(), Map.of())));
    }

    /// Where a formula stands, in the words of this job.
    private static <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    message.replaceFirst("^job\\.", "").replaceFirst("^equations\\b", "over"), e);
        }
    }

    private static Map<String, String> texts(Optional<Map<String, Formula>> formulas) {
        var texts = new LinkedHashMap<String, String>();
        formulas.orElse(Map.of()).forEach((name, formula) -> texts.put(name, formula.text()));
        return texts;
    }

    private static FormulaRegion.Range range(
            IntegrateJob job, List<String> before, String variable, List<Formula> bounds) {
        String where = "over." + variable;
        if (bounds.size() != 2)
            throw new IllegalArgumentException(
                    where + ": " + bounds.size() + " bounds: expected two, as in " + variable + ": [0, inf]");
        return new FormulaRegion.Range(
                bound(job, before, where, bounds.getFirst()), bound(job, before, where, bounds.getLast()));
    }

    private static FormulaRegion.Bound bound(IntegrateJob job, List<String> before, String where, Formula formula) {
        String text = formula.text().strip();
        switch (text) {
            case "inf", "+inf", "infinity", "Infinity", ".inf" -> {
                return FormulaRegion.Bound.of(Double.POSITIVE_INFINITY);
            }
            case "-inf", "-infinity", "-Infinity", "-.inf" -> {
                return FormulaRegion.Bound.of(Double.NEGATIVE_INFINITY);
            }
            default -> {}
        }
        var system = system(job, before, Map.of());
        if (before.isEmpty()) {
            double value = named(() -> system.constant(where, text));
            if (Double.isNaN(value)) throw new IllegalArgumentException(where + ": " + text + " is not a number");
            return FormulaRegion.Bound.of(value);
        }
        var compiled = named(() -> system.formulas(where, Map.of("bound", text)));
        return new FormulaRegion.Bound(compiled);
    }

    /// The integral over the only variable.
    Integral line() {
        double[] y = new double[1];
        double[] ends = region.ends();
        boolean time = variables.getFirst().equals(TIME);
        var integral = Integral.of(
                names.size(),
                (x, into) -> {
                    y[0] = x;
                    formulas.evaluate(time ? x : 0, y, into);
                },
                ends[0],
                ends[1]);
        return integral.breakpoints(
                breakpoints.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// The integral over all variables; may be evaluated by several threads.
    MultipleIntegral volume() {
        return new MultipleIntegral(
                (x, into) -> formulas.evaluate(region.time(x), region.state(x), into), names.size(), region);
    }
}

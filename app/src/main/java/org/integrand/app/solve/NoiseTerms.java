package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.PerName;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.GeneralNoise;
import org.integrand.engine.problem.Noise;
import org.integrand.engine.problem.ScalarNoise;
import org.integrand.engine.problem.VectorField;
import org.integrand.expression.system.Coefficients;
import org.integrand.expression.system.EquationSystem;

/// A job's noise, g(t, y) dW: what its processes do to the variables. Which process has which number depends on the
/// job's formulas only, so that every method sees the same path.
///
/// @param own      the strengths of processes that belong to one variable each
/// @param shared   what each named process does to the variables
/// @param diagonal whether each variable feels one process at most, of its own, with a strength that depends on no
///     other variable; then all are in `own`, and variable i has process i
record NoiseTerms(EquationSystem system, Coefficients own, List<Coefficients> shared, boolean diagonal) {
    private static final long MOST_NUMBERS = 4_000_000;

    /// @throws IllegalArgumentException in one line that begins with where the error stands: `noise.x.W: ...`
    static NoiseTerms of(Map<String, PerName> noise, EquationSystem system) {
        if (noise.isEmpty()) throw new JobException("noise: expected at least one variable, as in {x: \"0.1*x\"}");
        var own = new LinkedHashMap<String, String>();
        var named = new LinkedHashMap<String, Map<String, String>>();
        noise.forEach((key, strengths) -> {
            strengths.all().map(Formula::text).ifPresent(formula -> own.put(key, formula));
            strengths
                    .each()
                    .forEach((process, formula) -> named.computeIfAbsent(process, _ -> new LinkedHashMap<>())
                            .put(key, formula.text()));
            if (strengths.all().isEmpty() && strengths.each().isEmpty())
                throw new JobException("noise." + key + ": expected at least one process, as in {W: 0.1}");
        });
        var shared = new ArrayList<Coefficients>();
        named.forEach((process, formulas) ->
                shared.add(Coefficients.of(system, key -> "noise." + key + "." + process, formulas)));
        var each = Coefficients.of(system, key -> "noise." + key, own);
        if (!isDiagonal(each, shared)) return new NoiseTerms(system, each, List.copyOf(shared), false);
        named.values().forEach(own::putAll);
        return new NoiseTerms(system, Coefficients.of(system, key -> "noise." + key, own), List.of(), true);
    }

    private static boolean isDiagonal(Coefficients own, List<Coefficients> shared) {
        var seen = new ArrayList<Integer>();
        Arrays.stream(own.positions()).forEach(seen::add);
        for (var process : shared) {
            if (process.positions().length != 1 || !process.useOwnVariablesOnly()) return false;
            seen.add(process.positions()[0]);
        }
        return own.useOwnVariablesOnly()
                && seen.size() == seen.stream().distinct().count();
    }

    /// Whether no strength depends on the state: then Ito's and Stratonovich's sense are the same.
    boolean additive() {
        return !own.useVariables() && shared.stream().noneMatch(Coefficients::useVariables);
    }

    /// Whether there is one process.
    boolean scalar() {
        return own.positions().length + shared.size() == 1;
    }

    /// Whether methods that need noise to commute take it.
    boolean commutes() {
        return additive() || diagonal || scalar();
    }

    /// What it is called: `additive`, `diagonal`, `scalar`, `general`.
    String kind() {
        if (additive()) return "additive";
        if (diagonal) return "diagonal";
        return scalar() ? "scalar" : "general";
    }

    /// m.
    int processes() {
        return diagonal ? system.dimension() : own.positions().length + shared.size();
    }

    /// The noise in the form that costs least.
    Noise<?> noise() {
        if (diagonal) return DiagonalNoise.of(own.values()::evaluate, product(own));
        if (scalar()) {
            var only = shared.isEmpty() ? own : shared.getFirst();
            return ScalarNoise.of(only.values()::evaluate, product(only));
        }
        return additive() ? additiveNoise() : new GeneralNoise(processes(), matrix());
    }

    AdditiveNoise additiveNoise() {
        var matrix = matrix();
        double[] any = system.initial();
        return new AdditiveNoise(processes(), (t, into) -> matrix.evaluate(t, any, into));
    }

    /// g, n m numbers row by row.
    private VectorField<double[]> matrix() {
        int n = system.dimension();
        int m = processes();
        if ((long) n * m > MOST_NUMBERS)
            throw new JobException("noise: " + n + " variables times " + m + " processes are a matrix of more than "
                    + MOST_NUMBERS + " numbers: expected fewer, or for variables with a process each method milstein");
        int[] places = own.positions();
        var strengths = own.values();
        var others = shared.stream().map(Coefficients::values).toList();
        double[] column = new double[n];
        return (t, y, into) -> {
            Arrays.fill(into, 0);
            if (places.length > 0) strengths.evaluate(t, y, column);
            for (int k = 0; k < places.length; k++)
                into[places[k] * m + (diagonal ? places[k] : k)] = column[places[k]];
            for (int j = 0; j < others.size(); j++) {
                others.get(j).evaluate(t, y, column);
                for (int i = 0; i < n; i++) into[i * m + places.length + j] = column[i];
            }
        };
    }

    /// (dg/dy) g. Where g is 0 its derivative does not count, be it infinite as that of sqrt(max(x, 0)).
    private VectorField<double[]> product(Coefficients strengths) {
        var values = strengths.values();
        var partials = strengths.partials();
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        var entries = partials.values();
        double[] g = new double[system.dimension()];
        double[] derivatives = new double[rows.length];
        return (t, y, into) -> {
            values.evaluate(t, y, g);
            entries.evaluate(t, y, derivatives);
            Arrays.fill(into, 0);
            for (int e = 0; e < rows.length; e++)
                if (g[columns[e]] != 0) into[rows[e]] += derivatives[e] * g[columns[e]];
        };
    }

    /// @throws IllegalArgumentException naming a strength that is not finite
    void requireFinite(double t, double[] y) {
        double[] g = new double[y.length];
        var all = new ArrayList<>(shared);
        all.add(own);
        for (var strengths : all) {
            strengths.values().evaluate(t, y, g);
            for (int i = 0; i < g.length; i++)
                if (!Double.isFinite(g[i]))
                    throw new JobException("noise." + system.names().get(i) + " is " + g[i] + " at t = " + t
                            + ": expected a finite number");
        }
    }
}

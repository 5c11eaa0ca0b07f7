package org.integrand.app.integrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Formula;
import org.integrand.app.job.Key;

/// Integrates a formula over one or several variables.
public record IntegrateJob(
        @Key("a formula: exp(-x^2); a list of formulas or {re: ..., im: ...} stand for vector and complex")
        Optional<Formula> integrand,

        @Key("formulas that are integrated together, instead of one integrand")
        Optional<List<Formula>> vector,

        @Key("a complex integrand") Optional<ComplexFormula> complex,

        @Key("the range of each variable, outer ones first: {x: [0, inf], y: [0, x]}; bounds are formulas of parameters"
                + " and of variables before, inf or -inf")
        Optional<Map<String, List<Formula>>> over,

        @Key("lower bound of x, where over is left out") Optional<Formula> from,
        @Key("upper bound of x, where over is left out") Optional<Formula> to,

        @Key("numbers with a name, or formulas of them: b: \"8/3\"")
        Optional<Map<String, Formula>> parameters,

        @Key("formulas with a name, for use in other formulas: r: \"sqrt(x^2 + y^2)\"")
        Optional<Map<String, Formula>> definitions,

        @Key(
                value = "auto: gauss-kronrod, then tanh-sinh; cubature from 2, sobol from 7 variables on",
                otherwise = "auto")
        IntegrationMethod method,

        @Key("one variable: points where the integrand is not smooth")
        Optional<List<Formula>> breakpoints,

        @Key("one variable: a number w, and the integrand is multiplied by cos(w x); the range may end at inf")
        Optional<Formula> cosine,

        @Key("one variable: a number w, and the integrand is multiplied by sin(w x); the range may end at inf")
        Optional<Formula> sine,

        @Key(value = "gauss-legendre: number of nodes", otherwise = "50", min = 2, max = 10_000)
        int nodes,

        @Key("allowed error relative to the value (default 1e-10, for several variables 1e-6)")
        OptionalDouble relativeTolerance,

        @Key("allowed error whatever the value (default 1e-12, for several variables 1e-9)")
        OptionalDouble absoluteTolerance,

        @Key(value = "most evaluations of the integrand", otherwise = "10000000", min = 1, max = 1e15)
        long evaluationLimit,

        @Key(value = "random seed of monte-carlo and sobol", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    public IntegrateJob {
        Bounds.check(IntegrateJob.class, "nodes", nodes);
        Bounds.check(IntegrateJob.class, "evaluationLimit", (double) evaluationLimit);
        long integrands = Stream.of(integrand, vector, complex)
                .filter(Optional::isPresent)
                .count();
        if (integrands == 0)
            throw new IllegalArgumentException("integrand is missing: expected a formula, as in \"exp(-x^2)\"");
        if (integrands > 1)
            throw new IllegalArgumentException("integrand: expected one of integrand, vector and complex");
        if (over.isPresent() && (from.isPresent() || to.isPresent()))
            throw new IllegalArgumentException("from, to: over says the ranges already, leave one of them out");
        if (cosine.isPresent() && sine.isPresent())
            throw new IllegalArgumentException("sine: cosine is there already, leave one of them out");
    }

    /// The components by their names.
    Map<String, String> components() {
        var formulas = new LinkedHashMap<String, String>();
        integrand.ifPresent(formula -> formulas.put("integrand", formula.text()));
        complex.ifPresent(both -> {
            formulas.put("re", both.re().text());
            formulas.put("im", both.im().text());
        });
        vector.ifPresent(all -> {
            for (int k = 0; k < all.size(); k++)
                formulas.put("vector[" + k + "]", all.get(k).text());
        });
        return formulas;
    }

    /// The ranges by variable.
    Map<String, List<Formula>> ranges() {
        if (over.isPresent()) return over.get();
        var low = from.orElseThrow(() -> missing("from"));
        var high = to.orElseThrow(() -> missing("to"));
        return Map.of("x", List.of(low, high));
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException(
                key + " is missing: expected a bound of x, or over, as in over: {x: [0, inf]}");
    }
}

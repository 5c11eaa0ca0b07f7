package org.integrand.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Formulas over x = y[0], y = y[1], z = y[2] and t.
final class Formulas implements Scope {
    private static final Map<String, Integer> VARIABLES = Map.of("x", 0, "y", 1, "z", 2);

    final Graph graph = new Graph();

    Node parse(String text) {
        return Parser.parse(text, graph, this);
    }

    /// The value of the compiled formula.
    double value(String text, double t, double... y) {
        return value(parse(text), t, y);
    }

    double value(Node formula, double t, double... y) {
        double[] into = new double[1];
        FormulaCompiler.compile(graph, List.of(new Assignment.Single(0, formula)))
                .evaluate(t, y, into);
        return into[0];
    }

    @Override
    public Optional<Node> name(String name) {
        if (name.equals("t")) return Optional.of(graph.time());
        return Optional.ofNullable(VARIABLES.get(name)).map(graph::state);
    }

    @Override
    public Optional<Node> element(String family, Node index) {
        return Optional.empty();
    }

    @Override
    public Collection<String> names() {
        return List.of("t", "x", "y", "z");
    }
}

package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.integrand.expression.Assignment;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.Derivative;
import org.integrand.expression.FormulaCompiler;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// Equations as what is to be computed: families of one range in one loop, elements beside an end one by one.
///
/// @param graph of the equations' formulas
record Rows(Graph graph, List<Equation> equations) {
    /// The rows from ... to - 1, of whole families: row `from` goes to `into[0]`.
    CompiledFormulas compiled(int from, int to) {
        return FormulaCompiler.compile(graph, assignments(from, to));
    }

    /// The derivative of all rows by t; empty where none depends on it.
    Optional<CompiledFormulas> timeDerivative() {
        var byTime = new Derivative(graph, graph.time());
        var all = assignments(0, Integer.MAX_VALUE).stream()
                .map(a -> derivative(byTime, a))
                .toList();
        boolean depends = all.stream().anyMatch(a -> switch (a) {
            case Assignment.Single single -> !isZero(single.formula());
            case Assignment.Loop loop -> loop.each().stream().anyMatch(each -> !isZero(each.formula()));
        });
        return depends ? Optional.of(FormulaCompiler.compile(graph, all)) : Optional.empty();
    }

    private List<Assignment> assignments(int from, int to) {
        var loops = new LinkedHashMap<List<Integer>, List<Assignment.Each>>();
        var all = new ArrayList<Assignment>();
        for (var equation : equations) {
            var family = equation.family();
            if (family.base() < from || family.base() >= to) continue;
            equation.edges()
                    .forEach((i, formula) -> all.add(new Assignment.Single(family.position(i) - from, formula)));
            if (equation.hasInterior())
                loops.computeIfAbsent(List.of(equation.from(), equation.to()), _ -> new ArrayList<>())
                        .add(new Assignment.Each(family.position(0) - from, family.stride(), equation.interior()));
        }
        loops.forEach((range, each) -> all.add(new Assignment.Loop(range.getFirst(), range.getLast(), each)));
        return all;
    }

    private static Assignment derivative(Derivative by, Assignment assignment) {
        return switch (assignment) {
            case Assignment.Single(int place, var formula) -> new Assignment.Single(place, by.of(formula));
            case Assignment.Loop(int from, int to, var each) ->
                new Assignment.Loop(
                        from,
                        to,
                        each.stream()
                                .map(one -> new Assignment.Each(one.place(), one.stride(), by.of(one.formula())))
                                .toList());
        };
    }

    private static boolean isZero(Node node) {
        return node instanceof Node.Number n && n.value() == 0;
    }
}

package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.integrand.expression.Derivative;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Operation;

/// f(t, y) = L y + N(t, y) with a constant matrix L: the terms of the equations that are linear with constant
/// coefficients make L, the others N.
public final class Semilinear {
    private final Entries entries;
    private final EquationSystem rest;

    private Semilinear(Entries entries, EquationSystem rest) {
        this.entries = entries;
        this.rest = rest;
    }

    /// With every linear term in L.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Semilinear of(EquationSystem system) {
        var collector = new Collector(system.graph());
        var rest = system.equations().stream().map(collector::rest).toList();
        if (collector.entries.size == 0)
            throw new IllegalArgumentException(
                    "equations: no term is linear in the variables with a constant coefficient");
        return new Semilinear(collector.entries, system.with(rest));
    }

    /// With those terms in L that use these names, as in [Split].
    ///
    /// @param where where the names stand, for errors
    /// @throws IllegalArgumentException when one of these terms is not linear with constant coefficients
    public static Semilinear of(EquationSystem system, String where, List<String> names) {
        var split = Split.of(system, where, names);
        var graph = split.chosen().graph();
        var collector = new Collector(graph);
        var sums = new ArrayList<Equation>();
        for (int k = 0; k < split.rest().equations().size(); k++) {
            var other = split.rest().equations().get(k);
            var left = collector.rest(split.chosen().equations().get(k));
            if (varies(graph, left))
                throw new IllegalArgumentException(where + ": the terms of " + String.join(", ", names)
                        + " in the equation of " + other.family().name()
                        + " are not all linear in the variables with constant coefficients");
            sums.add(sum(graph, other, left));
        }
        return new Semilinear(collector.entries, split.rest().with(sums));
    }

    private static boolean varies(Graph graph, Equation equation) {
        return equation.formulas()
                .anyMatch(formula ->
                        Leaves.any(graph, formula, leaf -> Leaves.isVariable(leaf) || leaf instanceof Node.Time));
    }

    private static Equation sum(Graph graph, Equation a, Equation b) {
        var edges = new TreeMap<Integer, Node>();
        b.edges().forEach((i, formula) -> edges.put(i, formula));
        a.edges().forEach((i, formula) -> edges.merge(i, formula, (of, more) -> plus(graph, more, of)));
        return new Equation(
                a.family(),
                a.from(),
                a.to(),
                a.hasInterior() ? plus(graph, a.interior(), b.interior()) : a.interior(),
                edges);
    }

    private static Node plus(Graph graph, Node a, Node b) {
        return graph.call(Operation.ADD, a, b);
    }

    /// Number of entries of L that are not zero; some may share a place and add up.
    public int size() {
        return entries.size;
    }

    /// A copy of the rows of the entries.
    public int[] rows() {
        return Arrays.copyOf(entries.rows, entries.size);
    }

    /// A copy of the columns of the entries.
    public int[] columns() {
        return Arrays.copyOf(entries.columns, entries.size);
    }

    /// A copy of the entries.
    public double[] values() {
        return Arrays.copyOf(entries.values, entries.size);
    }

    /// y' = N(t, y).
    public EquationSystem rest() {
        return rest;
    }

    private static final class Entries {
        private int[] rows = new int[64];
        private int[] columns = new int[64];
        private double[] values = new double[64];
        private int size;

        void add(int row, int column, double value) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
                columns = Arrays.copyOf(columns, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            rows[size] = row;
            columns[size] = column;
            values[size++] = value;
        }
    }

    private static final class Collector {
        private final Graph graph;
        private final Entries entries = new Entries();
        private final Map<Integer, Derivative> derivatives = new HashMap<>();

        Collector(Graph graph) {
            this.graph = graph;
        }

        /// What is left of an equation without its linear terms, whose entries are collected.
        Equation rest(Equation equation) {
            var family = equation.family();
            var edges = new TreeMap<Integer, Node>();
            equation.edges().forEach((i, formula) -> edges.put(i, rest(formula, family.position(i), 0, i, i)));
            Node interior = equation.interior();
            if (equation.hasInterior())
                interior = rest(interior, family.position(0), family.stride(), equation.from(), equation.to());
            return new Equation(family, equation.from(), equation.to(), interior, edges);
        }

        /// Of one formula for the rows base + i stride.
        private Node rest(Node formula, int base, int stride, int from, int to) {
            return Summands.sum(
                    Summands.of(formula, graph).stream()
                            .map(term -> constantOf(term, base, stride, from, to))
                            .toList(),
                    _ -> true,
                    graph);
        }

        /// A linear term at y = 0, its coefficients noted; any other term itself.
        private Node constantOf(Node term, int base, int stride, int from, int to) {
            var partials = new HashMap<Node, Node>();
            for (var variable : Leaves.variables(graph, term)) {
                var partial = derivatives
                        .computeIfAbsent(variable.id(), _ -> new Derivative(graph, variable))
                        .of(term);
                if (Leaves.any(graph, partial, leaf -> Leaves.isVariable(leaf) || leaf instanceof Node.Time))
                    return term;
                partials.put(variable, partial);
            }
            if (partials.isEmpty()) return term;
            for (int i = from; i <= to; i++) {
                int at = i;
                partials.forEach((variable, partial) -> value(partial, at)
                        .ifPresent(value -> entries.add(base + at * stride, Leaves.position(variable, at), value)));
            }
            return graph.replaced(term, leaf -> Leaves.isVariable(leaf) ? graph.number(0) : leaf);
        }

        private OptionalDouble value(Node partial, int i) {
            var number = graph.replaced(partial, leaf -> leaf instanceof Node.Index ? graph.number(i) : leaf);
            if (number instanceof Node.Number n)
                return n.value() == 0 ? OptionalDouble.empty() : OptionalDouble.of(n.value());
            throw new IllegalStateException("coefficient " + number + " is no number");
        }
    }
}

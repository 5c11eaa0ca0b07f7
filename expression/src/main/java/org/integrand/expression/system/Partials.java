package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.expression.Assignment;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.Derivative;
import org.integrand.expression.FormulaCompiler;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// The matrix of all d f_row / d y_column that are not zero by their form, compiled: entry k has row `rows[k]` and
/// column `columns[k]`, and `values` writes it to `into[k]`. Entries of
/// one place add up.
public final class Partials {
    private final int[] rows;
    private final int[] columns;
    private final CompiledFormulas values;

    private Partials(int[] rows, int[] columns, CompiledFormulas values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    static Partials of(Graph graph, List<Equation> equations) {
        return new Collector(graph).collect(equations);
    }

    /// Number of entries.
    public int size() {
        return rows.length;
    }

    /// A copy of the rows.
    public int[] rows() {
        return rows.clone();
    }

    /// A copy of the columns.
    public int[] columns() {
        return columns.clone();
    }

    /// The entries at a time and state.
    public CompiledFormulas values() {
        return values;
    }

    private static final class Collector {
        private final Graph graph;
        private final Map<Integer, Derivative> derivatives = new HashMap<>();
        private final List<Assignment> assignments = new ArrayList<>();
        private int[] rows = new int[64];
        private int[] columns = new int[64];
        private int size;

        Collector(Graph graph) {
            this.graph = graph;
        }

        Partials collect(List<Equation> equations) {
            var loops = new LinkedHashMap<List<Integer>, List<Assignment.Each>>();
            for (var equation : equations) {
                equation.edges()
                        .forEach((i, formula) -> single(equation.family().position(i), formula));
                if (equation.hasInterior())
                    loops.computeIfAbsent(List.of(equation.from(), equation.to()), _ -> new ArrayList<>())
                            .addAll(family(equation));
            }
            loops.forEach(
                    (range, each) -> assignments.add(new Assignment.Loop(range.getFirst(), range.getLast(), each)));
            return new Partials(
                    Arrays.copyOf(rows, size),
                    Arrays.copyOf(columns, size),
                    FormulaCompiler.compile(graph, assignments));
        }

        private void single(int row, Node formula) {
            for (var variable : Leaves.variables(graph, formula)) {
                if (!(variable instanceof Node.State state)) continue;
                var partial = derivative(variable).of(formula);
                if (isZero(partial)) continue;
                assignments.add(new Assignment.Single(size, partial));
                add(row, state.position());
            }
        }

        /// The entries of an interior lie row by row: those of element i from `size + (i - from) m` on.
        private List<Assignment.Each> family(Equation equation) {
            var partials = new LinkedHashMap<Node, Node>();
            for (var variable : Leaves.variables(graph, equation.interior())) {
                var partial = derivative(variable).of(equation.interior());
                if (!isZero(partial)) partials.put(variable, partial);
            }
            int start = size;
            for (int i = equation.from(); i <= equation.to(); i++)
                for (var variable : partials.keySet()) add(equation.family().position(i), Leaves.position(variable, i));
            var each = new ArrayList<Assignment.Each>();
            int m = partials.size();
            for (var partial : partials.values())
                each.add(new Assignment.Each(start - equation.from() * m + each.size(), m, partial));
            return each;
        }

        private Derivative derivative(Node variable) {
            return derivatives.computeIfAbsent(variable.id(), _ -> new Derivative(graph, variable));
        }

        private static boolean isZero(Node node) {
            return node instanceof Node.Number n && n.value() == 0;
        }

        private void add(int row, int column) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
                columns = Arrays.copyOf(columns, 2 * size);
            }
            rows[size] = row;
            columns[size++] = column;
        }
    }
}

package org.integrand.expression.system;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.integrand.expression.Family;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// The derivative of a family's elements: one formula over i for those whose neighbours all exist, and a formula
/// each for those beside an end.
///
/// @param from     first index of the formula over i; there are none where `from` > `to`
/// @param to       its last index
/// @param interior the formula over i
/// @param edges    formulas of single elements, by index
record Equation(Family family, int from, int to, Node interior, Map<Integer, Node> edges) {
    /// so few elements are written out one by one
    private static final int FEW = 3;

    static Equation of(Family family, Node formula, Variables variables, Graph graph) {
        var inside = new Inside(family.from(), family.to());
        graph.replaced(formula, leaf -> {
            if (leaf instanceof Node.Element(int _, var other, int offset)) inside.narrow(other, offset);
            return leaf;
        });
        if (inside.to - inside.from < FEW) inside.to = inside.from - 1;
        var edges = new TreeMap<Integer, Node>();
        for (int i = family.from(); i <= family.to(); i++) {
            if (i == inside.from && inside.to >= i) i = inside.to + 1;
            if (i > family.to()) break;
            int at = i;
            edges.put(i, graph.replaced(formula, leaf -> variables.at(leaf, at)));
        }
        return new Equation(family, inside.from, inside.to, formula, edges);
    }

    /// The same with each formula changed.
    Equation changed(UnaryOperator<Node> change) {
        var others = new TreeMap<Integer, Node>();
        edges.forEach((i, formula) -> others.put(i, change.apply(formula)));
        return new Equation(family, from, to, hasInterior() ? change.apply(interior) : interior, others);
    }

    Stream<Node> formulas() {
        return Stream.concat(edges.values().stream(), hasInterior() ? Stream.of(interior) : Stream.empty());
    }

    boolean hasInterior() {
        return to >= from;
    }

    private static final class Inside {
        private int from;
        private int to;

        Inside(int from, int to) {
            this.from = from;
            this.to = to;
        }

        void narrow(Family other, int offset) {
            from = Math.max(from, other.from() - offset);
            to = Math.min(to, other.to() - offset);
        }
    }
}

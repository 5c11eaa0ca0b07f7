package org.integrand.expression.system;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// What formulas are made of in the end.
final class Leaves {
    private Leaves() {}

    /// A variable or an input.
    static boolean isVariable(Node leaf) {
        return leaf instanceof Node.State || leaf instanceof Node.Element;
    }

    /// The variables and inputs of a formula, in the order they are met.
    static Set<Node> variables(Graph graph, Node formula) {
        var found = new LinkedHashSet<Node>();
        graph.replaced(formula, leaf -> {
            if (isVariable(leaf)) found.add(leaf);
            return leaf;
        });
        return found;
    }

    /// Whether one of the leaves is such.
    static boolean any(Graph graph, Node formula, Predicate<Node> such) {
        boolean[] found = new boolean[1];
        graph.replaced(formula, leaf -> {
            if (such.test(leaf)) found[0] = true;
            return leaf;
        });
        return found[0];
    }

    /// The position of a variable in the state, in the formula of element i.
    static int position(Node variable, int i) {
        return switch (variable) {
            case Node.State state -> state.position();
            case Node.Element element -> element.family().position(i + element.offset());
            default -> throw new IllegalStateException("no variable: " + variable);
        };
    }
}

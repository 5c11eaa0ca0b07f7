package org.integrand.expression.system;

import java.util.List;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;

/// Parameters and definitions that are inputs of the compiled formulas: they stand behind the variables, at
/// positions n, n + 1 and so on of the state.
record Inputs(Graph graph, Variables variables, List<String> names) {
    Inputs {
        names = List.copyOf(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Node node(String name) {
        return graph.state(variables.dimension() + names.indexOf(name));
    }

    /// Whether a formula uses one.
    boolean isUsedBy(Node formula) {
        return Leaves.any(
                graph, formula, leaf -> leaf instanceof Node.State state && state.position() >= variables.dimension());
    }
}

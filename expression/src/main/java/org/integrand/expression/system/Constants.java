package org.integrand.expression.system;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Scope;

/// The names that every formula knows: pi and e, unless a system gives them another meaning.
record Constants(Graph graph) implements Scope {
    @Override
    public Optional<Node> name(String name) {
        return switch (name) {
            case "pi" -> Optional.of(graph.number(Math.PI));
            case "e" -> Optional.of(graph.number(Math.E));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Node> element(String family, Node index) {
        return Optional.empty();
    }

    @Override
    public Collection<String> names() {
        return List.of("pi", "e");
    }
}

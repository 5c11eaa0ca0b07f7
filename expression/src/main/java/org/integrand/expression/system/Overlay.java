package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import org.integrand.expression.Node;
import org.integrand.expression.Scope;

/// Looks a name up in one scope, then in another.
record Overlay(Scope first, Scope second) implements Scope {
    @Override
    public Optional<Node> name(String name) {
        return first.name(name).or(() -> second.name(name));
    }

    @Override
    public Optional<Node> element(String family, Node index) {
        return first.element(family, index).or(() -> second.element(family, index));
    }

    @Override
    public Collection<String> names() {
        var all = new ArrayList<>(first.names());
        all.addAll(second.names());
        return all;
    }

    /// One name more.
    static Scope with(String name, Node meaning, Scope scope) {
        return new Overlay(new One(name, meaning), scope);
    }

    private record One(String name, Node meaning) implements Scope {
        @Override
        public Optional<Node> name(String asked) {
            return asked.equals(name) ? Optional.of(meaning) : Optional.empty();
        }

        @Override
        public Optional<Node> element(String family, Node index) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return java.util.List.of(name);
        }
    }
}

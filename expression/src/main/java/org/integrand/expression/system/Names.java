package org.integrand.expression.system;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Parser;
import org.integrand.expression.Scope;
import org.integrand.expression.SyntaxException;

/// Formulas with names that may use each other, in any order, each read when it is first asked for.
final class Names implements Scope {
    private final String where;
    private final Map<String, String> texts;
    private final Graph graph;
    private final Scope outer;
    private final Inputs inputs;
    private final Map<String, Node> read = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /// @param where the part of the text they stand in, for errors
    /// @param outer  what else they may use
    /// @param inputs which of them are inputs instead of what their formulas say
    Names(String where, Map<String, String> texts, Graph graph, Scope outer, Inputs inputs) {
        this.where = where;
        this.texts = texts;
        this.graph = graph;
        this.outer = outer;
        this.inputs = inputs;
    }

    @Override
    public Optional<Node> name(String name) {
        var text = texts.get(name);
        if (text == null) return outer.name(name);
        if (inputs.has(name)) return Optional.of(inputs.node(name));
        var present = read.get(name);
        if (present != null) return Optional.of(present);
        if (!open.add(name))
            throw new IllegalArgumentException(
                    where + "." + name + ": it depends on itself through " + String.join(", ", open));
        var formula = parse(where + "." + name, text, graph, this);
        open.remove(name);
        read.put(name, formula);
        return Optional.of(formula);
    }

    @Override
    public Optional<Node> element(String family, Node index) {
        return outer.element(family, index);
    }

    @Override
    public Collection<String> names() {
        var all = new LinkedHashSet<>(texts.keySet());
        all.addAll(outer.names());
        return all;
    }

    /// Reads all of them, so that an error in one that nobody uses is found.
    void check() {
        texts.keySet().forEach(this::name);
    }

    /// A formula; an error begins with where it stands.
    static Node parse(String where, String text, Graph graph, Scope scope) {
        try {
            return Parser.parse(text, graph, scope);
        } catch (SyntaxException e) {
            throw e.at(where);
        }
    }
}

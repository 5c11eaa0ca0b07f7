package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.expression.Family;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Scope;

/// The variables of a system: which there are and where they lie in the state. Single variables are families of
/// one. Families of equal ranges that follow each other are interleaved (u1 v1 u2 v2 ...), so that neighbours in
/// space stay neighbours in the state.
final class Variables implements Scope {
    private final Graph graph;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, Boolean> single = new HashMap<>();
    private final Map<String, Node> boundary = new HashMap<>();
    private final boolean interleaved;
    private int dimension;

    /// @param interleaved whether families are; otherwise the elements of each stand together
    Variables(Graph graph, boolean interleaved) {
        this.graph = graph;
        this.interleaved = interleaved;
    }

    /// One variable as declared, before its place is known.
    record Wanted(String name, boolean single, int from, int to) {}

    void place(List<Wanted> all) {
        for (int i = 0; i < all.size(); ) {
            var group = new ArrayList<Wanted>();
            var first = all.get(i);
            while (i < all.size()
                    && all.get(i).from() == first.from()
                    && all.get(i).to() == first.to()
                    && all.get(i).single() == first.single()
                    && (interleaved || group.isEmpty())) group.add(all.get(i++));
            for (int k = 0; k < group.size(); k++) {
                var wanted = group.get(k);
                families.put(
                        wanted.name(),
                        new Family(wanted.name(), wanted.from(), wanted.to(), dimension + k, group.size()));
                single.put(wanted.name(), wanted.single());
            }
            dimension = Math.addExact(
                    dimension, Math.multiplyExact(group.size(), Math.addExact(first.to() - first.from(), 1)));
        }
    }

    int dimension() {
        return dimension;
    }

    boolean interleaved() {
        return interleaved;
    }

    Collection<Family> families() {
        return families.values();
    }

    boolean isSingle(Family family) {
        return single.getOrDefault(family.name(), false);
    }

    Optional<Family> family(String name) {
        return Optional.ofNullable(families.get(name));
    }

    void bound(String element, Node value) {
        boundary.put(element, value);
    }

    @Override
    public Optional<Node> name(String name) {
        if (name.equals("t")) return Optional.of(graph.time());
        return family(name).map(family -> {
            if (!isSingle(family))
                throw new IllegalArgumentException(
                        name + " is a family: expected one element, as in " + name + "[" + family.from() + "]");
            return graph.state(family.position(family.from()));
        });
    }

    @Override
    public Optional<Node> element(String name, Node index) {
        var family = families.get(name);
        if (family == null || isSingle(family)) return Optional.empty();
        int offset = whole(name, graph.replaced(index, leaf -> at(leaf, 0)));
        int next = whole(name, graph.replaced(index, leaf -> at(leaf, 1)));
        if (next == offset) return Optional.of(element(family, offset));
        if (next != offset + 1)
            throw new IllegalArgumentException(
                    "element of " + name + ": expected an index such as i, i-1, i+2 or a number");
        return Optional.of(graph.element(family, offset));
    }

    /// A leaf of a formula over i, for one i.
    Node at(Node leaf, int i) {
        return switch (leaf) {
            case Node.Index _ -> graph.number(i);
            case Node.Element(int _, var family, int offset) -> element(family, i + offset);
            default -> leaf;
        };
    }

    private Node element(Family family, int index) {
        if (family.has(index)) return graph.state(family.position(index));
        String name = family.name() + "[" + index + "]";
        var value = boundary.get(name);
        if (value == null)
            throw new IllegalArgumentException(name + " lies outside " + family.name() + "[" + family.from() + ".."
                    + family.to() + "]: expected its value as boundary." + name);
        return value;
    }

    private static int whole(String family, Node index) {
        if (index instanceof Node.Number(int _, double value) && value == Math.rint(value) && Math.abs(value) < 1e9)
            return (int) value;
        throw new IllegalArgumentException("element of " + family + ": expected a whole number as index");
    }

    @Override
    public Collection<String> names() {
        var all = new LinkedHashSet<>(families.keySet());
        all.add("t");
        return all;
    }
}

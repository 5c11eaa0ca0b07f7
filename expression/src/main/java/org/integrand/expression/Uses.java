package org.integrand.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// How often each node is used by some formulas: more than once means that its value is worth keeping.
///
/// @param counts by the node's id
record Uses(Map<Integer, Integer> counts) {
    /// @param known the ids of nodes whose value is there already: what they are made of does not count
    static Uses of(List<Node> formulas, IntPredicate known) {
        var counts = new HashMap<Integer, Integer>();
        formulas.forEach(formula -> count(formula, counts, known));
        return new Uses(counts);
    }

    static Stream<Node> formulas(Assignment assignment) {
        return switch (assignment) {
            case Assignment.Single single -> Stream.of(single.formula());
            case Assignment.Loop loop -> loop.each().stream().map(Assignment.Each::formula);
        };
    }

    private static void count(Node node, Map<Integer, Integer> counts, IntPredicate known) {
        boolean isNew = counts.merge(node.id(), 1, Integer::sum) == 1;
        if (isNew && node instanceof Node.Call call && !known.test(node.id()))
            for (Node argument : call.arguments()) count(argument, counts, known);
    }

    /// Number of different nodes.
    int nodes() {
        return counts.size();
    }

    boolean several(Node node) {
        return counts.getOrDefault(node.id(), 0) > 1;
    }
}

package org.integrand.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How often each node is used by some assignments: more than once means that its value is worth keeping.
///
/// @param counts by the node's id
record Uses(Map<Integer, Integer> counts) {
    static Uses of(List<Assignment> assignments) {
        var counts = new HashMap<Integer, Integer>();
        assignments.stream().flatMap(Uses::formulas).forEach(formula -> count(formula, counts));
        return new Uses(counts);
    }

    static Stream<Node> formulas(Assignment assignment) {
        return switch (assignment) {
            case Assignment.Single single -> Stream.of(single.formula());
            case Assignment.Loop loop -> loop.each().stream().map(Assignment.Each::formula);
        };
    }

    private static void count(Node node, Map<Integer, Integer> counts) {
        boolean isNew = counts.merge(node.id(), 1, Integer::sum) == 1;
        if (isNew && node instanceof Node.Call call) for (Node argument : call.arguments()) count(argument, counts);
    }

    int operations() {
        return counts.size();
    }

    boolean several(Node node) {
        return counts.getOrDefault(node.id(), 0) > 1;
    }
}

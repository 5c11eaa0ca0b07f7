package org.integrand.expression.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.integrand.expression.Graph;
import org.integrand.expression.Node;
import org.integrand.expression.Operation;

/// The terms of a sum: of a - b + c they are a, -b and c. A product of sums is one term.
final class Summands {
    private Summands() {}

    /// The terms in the order they are written.
    static List<Node> of(Node formula, Graph graph) {
        record Open(Node node, boolean negative) {}
        var found = new ArrayList<Node>();
        var open = new ArrayDeque<Open>(); // no recursion: a sum of n terms is n deep
        open.push(new Open(formula, false));
        while (!open.isEmpty()) {
            var next = open.pop();
            var operation = next.node instanceof Node.Call call ? call.operation() : null;
            if (next.node instanceof Node.Call call && operation == Operation.NEGATE)
                open.push(new Open(call.first(), !next.negative));
            else if (next.node instanceof Node.Call call
                    && (operation == Operation.ADD || operation == Operation.SUBTRACT)) {
                open.push(new Open(call.last(), next.negative != (operation == Operation.SUBTRACT)));
                open.push(new Open(call.first(), next.negative));
            } else found.add(next.negative ? graph.call(Operation.NEGATE, next.node) : next.node);
        }
        return found;
    }

    /// The sum of those terms that are wanted.
    static Node sum(List<Node> terms, Predicate<Node> wanted, Graph graph) {
        Node sum = graph.number(0);
        for (var term : terms) {
            if (!wanted.test(term)) continue;
            sum = term instanceof Node.Call call && call.operation() == Operation.NEGATE
                    ? graph.call(Operation.SUBTRACT, sum, call.first())
                    : graph.call(Operation.ADD, sum, term);
        }
        return sum;
    }
}

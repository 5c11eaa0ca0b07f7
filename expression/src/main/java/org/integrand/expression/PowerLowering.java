package org.integrand.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.integrand.expression.Node.Call;

/// Replaces powers with small whole or half exponents by products and roots, as one would write them by hand:
/// x^2 = x x, x^-3 = 1 / (x x x), x^1.5 = x sqrt(x). A product differs from `Math.pow` by a few units in the last
/// place at most.
final class PowerLowering {
    private static final int LARGEST = 16;

    private final Graph graph;
    private final Map<Integer, Node> done = new HashMap<>();

    PowerLowering(Graph graph) {
        this.graph = graph;
    }

    Assignment of(Assignment assignment) {
        return switch (assignment) {
            case Assignment.Single(int place, var formula) -> new Assignment.Single(place, of(formula));
            case Assignment.Loop(int from, int to, var each) ->
                new Assignment.Loop(
                        from,
                        to,
                        each.stream()
                                .map(one -> new Assignment.Each(one.place(), one.stride(), of(one.formula())))
                                .toList());
        };
    }

    private Node of(Node node) {
        if (!(node instanceof Call call)) return node;
        var present = done.get(call.id());
        if (present != null) return present;
        var arguments = new ArrayList<Node>(2); // no stream: a long sum is as deep as it is long
        for (var argument : call.arguments()) arguments.add(of(argument));
        var result = call.operation() == Operation.POW
                        && arguments.getLast() instanceof Node.Number(int _, double exponent)
                        && Math.abs(exponent) <= LARGEST
                        && 2 * exponent == Math.rint(2 * exponent)
                ? power(arguments.getFirst(), exponent)
                : graph.call(call.operation(), arguments);
        done.put(call.id(), result);
        return result;
    }

    private Node power(Node base, double exponent) {
        if (exponent < 0) return graph.call(Operation.DIVIDE, graph.number(1), power(base, -exponent));
        int whole = (int) exponent;
        if (whole != exponent) {
            var root = graph.call(Operation.SQRT, base);
            return whole == 0 ? root : graph.call(Operation.MULTIPLY, whole(base, whole), root);
        }
        return whole(base, whole);
    }

    private Node whole(Node base, int exponent) {
        if (exponent == 1) return base;
        var half = whole(base, exponent / 2);
        var square = graph.call(Operation.MULTIPLY, half, half);
        return exponent % 2 == 0 ? square : graph.call(Operation.MULTIPLY, square, base);
    }
}

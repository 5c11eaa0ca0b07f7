package org.integrand.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.integrand.expression.Node.Call;

/// Makes formulas, each once: what is written twice is computed once. Constant parts are evaluated, and terms and
/// factors without effect (x + 0, 1 x, 0 x, x^1) are left out; nothing else is rearranged, so that a formula rounds
/// as it is written.
public final class Graph {
    private final Map<Key, Node> known = new HashMap<>();
    private final List<Integer> depths = new ArrayList<>(); // by id

    /// What makes a formula the same: its kind, its arguments, and what else it holds.
    private record Key(Object what, int a, int b) {}

    private Node once(Object what, int a, int b, Function<Integer, Node> make) {
        var key = new Key(what, a, b);
        var present = known.get(key);
        if (present != null) return present;
        var made = make.apply(known.size());
        known.put(key, made);
        int inside = !(made instanceof Call) ? 0 : Math.max(depths.get(a), b < 0 ? 0 : depths.get(b));
        depths.add(inside + 1);
        return made;
    }

    /// How many operations stand inside one another; a sum of n terms is n deep.
    int depth(Node formula) {
        return depths.get(formula.id());
    }

    /// A number.
    public Node number(double value) {
        return once(value, 0, 0, id -> new Node.Number(id, value));
    }

    /// t.
    public Node time() {
        return once("time", 0, 0, Node.Time::new);
    }

    /// The index of a family's formula.
    public Node index() {
        return once("index", 0, 0, Node.Index::new);
    }

    /// The variable at a position of the state.
    public Node state(int position) {
        return once("state", position, 0, id -> new Node.State(id, position));
    }

    /// Element i + offset of a family.
    public Node element(Family family, int offset) {
        return once(family, offset, 0, id -> new Node.Element(id, family, offset));
    }

    /// An operation of one argument.
    public Node call(Operation operation, Node a) {
        if (a instanceof Node.Number(int _, double value)) return number(operation.at(value, 0));
        if (operation == Operation.NEGATE && a instanceof Call c && c.operation() == Operation.NEGATE) return c.first();
        return once(operation, a.id(), -1, id -> new Call(id, operation, List.of(a)));
    }

    /// An operation of two arguments.
    public Node call(Operation operation, Node a, Node b) {
        if (a instanceof Node.Number(int _, double x) && b instanceof Node.Number(int _, double y))
            return number(operation.at(x, y));
        return switch (operation) {
            case ADD -> is(a, 0) ? b : is(b, 0) ? a : make(operation, a, b);
            case SUBTRACT -> is(b, 0) ? a : is(a, 0) ? call(Operation.NEGATE, b) : make(operation, a, b);
            case MULTIPLY -> multiply(a, b);
            case DIVIDE -> is(a, 0) ? a : is(b, 1) ? a : make(operation, a, b);
            case POW -> is(b, 0) ? number(1) : is(b, 1) ? a : make(operation, a, b);
            default -> make(operation, a, b);
        };
    }

    private Node multiply(Node a, Node b) {
        if (is(a, 0) || is(b, 0)) return number(0);
        if (is(a, 1)) return b;
        if (is(b, 1)) return a;
        if (is(a, -1)) return call(Operation.NEGATE, b);
        if (is(b, -1)) return call(Operation.NEGATE, a);
        return make(Operation.MULTIPLY, a, b);
    }

    private Node make(Operation operation, Node a, Node b) {
        return once(operation, a.id(), b.id(), id -> new Call(id, operation, List.of(a, b)));
    }

    private static boolean is(Node node, double value) {
        return node instanceof Node.Number n && n.value() == value;
    }

    /// The same operation on other arguments.
    Node call(Operation operation, List<Node> arguments) {
        return arguments.size() == 1
                ? call(operation, arguments.getFirst())
                : call(operation, arguments.getFirst(), arguments.getLast());
    }

    /// The formula with every node that is no operation replaced.
    public Node replaced(Node formula, Function<Node, Node> leaf) {
        return replaced(formula, leaf, new HashMap<>());
    }

    private Node replaced(Node node, Function<Node, Node> leaf, Map<Integer, Node> done) {
        var present = done.get(node.id());
        if (present != null) return present;
        Node result;
        if (node instanceof Call call) { // no stream: a long sum is as deep as it is long
            var first = replaced(call.first(), leaf, done);
            result = call.arguments().size() == 1
                    ? call(call.operation(), first)
                    : call(call.operation(), first, replaced(call.last(), leaf, done));
        } else {
            result = leaf.apply(node);
        }
        done.put(node.id(), result);
        return result;
    }
}

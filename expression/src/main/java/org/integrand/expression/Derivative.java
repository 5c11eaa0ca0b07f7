package org.integrand.expression;

import java.util.HashMap;
import java.util.Map;
import org.integrand.expression.Node.Call;

/// The exact derivative of formulas by one of their variables. Where a function has a kink (abs, min, max) or a
/// jump (sign, floor, ceil) it is the derivative beside it, at the kink the mean of both sides.
public final class Derivative {
    private final Graph graph;
    private final Node variable;
    private final Map<Integer, Node> done = new HashMap<>();

    /// @param variable a [Node.State], a [Node.Element] or [Node.Time]
    public Derivative(Graph graph, Node variable) {
        this.graph = graph;
        this.variable = variable;
    }

    /// d formula / d variable.
    public Node of(Node formula) {
        if (formula.id() == variable.id()) return graph.number(1);
        if (!(formula instanceof Call call)) return graph.number(0);
        var present = done.get(call.id());
        if (present != null) return present;
        var result = call.arguments().size() == 1 ? ofOne(call, call.first()) : ofTwo(call, call.first(), call.last());
        done.put(call.id(), result);
        return result;
    }

    private Node ofOne(Call f, Node a) {
        var inner = of(a);
        if (inner instanceof Node.Number(int _, double value) && value == 0) return inner;
        return switch (f.operation()) {
            case NEGATE -> negative(inner);
            case SIN -> times(apply(Operation.COS, a), inner);
            case COS -> negative(times(apply(Operation.SIN, a), inner));
            case TAN -> times(plus(one(), square(f)), inner);
            case ASIN -> over(inner, apply(Operation.SQRT, minus(one(), square(a))));
            case ACOS -> negative(over(inner, apply(Operation.SQRT, minus(one(), square(a)))));
            case ATAN -> over(inner, plus(one(), square(a)));
            case SINH -> times(apply(Operation.COSH, a), inner);
            case COSH -> times(apply(Operation.SINH, a), inner);
            case TANH -> times(minus(one(), square(f)), inner);
            case EXP -> times(f, inner);
            case LOG -> over(inner, a);
            case LOG10 -> over(inner, times(graph.number(Math.log(10)), a));
            case SQRT -> over(inner, times(graph.number(2), f));
            case CBRT -> over(inner, times(graph.number(3), square(f)));
            case ABS -> times(apply(Operation.SIGN, a), inner);
            case SIGN, FLOOR, CEIL -> graph.number(0);
            default -> throw new IllegalStateException(f.operation() + " of one argument");
        };
    }

    private Node ofTwo(Call f, Node a, Node b) {
        var da = of(a);
        var db = of(b);
        return switch (f.operation()) {
            case ADD -> plus(da, db);
            case SUBTRACT -> minus(da, db);
            case MULTIPLY -> plus(times(da, b), times(a, db));
            case DIVIDE -> minus(over(da, b), times(over(f, b), db));
            case POW -> power(f, a, b, da, db);
            case ATAN2 -> over(minus(times(b, da), times(a, db)), plus(square(a), square(b)));
            case HYPOT -> over(plus(times(a, da), times(b, db)), f);
            case MAX -> chosen(minus(a, b), da, db);
            case MIN -> chosen(minus(b, a), da, db);
            default -> throw new IllegalStateException(f.operation() + " of two arguments");
        };
    }

    /// d a^b = b a^(b - 1) da + a^b log(a) db
    private Node power(Node f, Node a, Node b, Node da, Node db) {
        var base = times(times(b, graph.call(Operation.POW, a, minus(b, one()))), da);
        return plus(base, times(times(f, apply(Operation.LOG, a)), db));
    }

    /// da where `by` > 0, db where it is < 0
    private Node chosen(Node by, Node da, Node db) {
        var sign = times(graph.number(0.5), apply(Operation.SIGN, by));
        return plus(times(plus(graph.number(0.5), sign), da), times(minus(graph.number(0.5), sign), db));
    }

    private Node one() {
        return graph.number(1);
    }

    private Node apply(Operation operation, Node a) {
        return graph.call(operation, a);
    }

    private Node negative(Node a) {
        return graph.call(Operation.NEGATE, a);
    }

    private Node square(Node a) {
        return graph.call(Operation.POW, a, graph.number(2));
    }

    private Node plus(Node a, Node b) {
        return graph.call(Operation.ADD, a, b);
    }

    private Node minus(Node a, Node b) {
        return graph.call(Operation.SUBTRACT, a, b);
    }

    private Node times(Node a, Node b) {
        return graph.call(Operation.MULTIPLY, a, b);
    }

    private Node over(Node a, Node b) {
        return graph.call(Operation.DIVIDE, a, b);
    }
}

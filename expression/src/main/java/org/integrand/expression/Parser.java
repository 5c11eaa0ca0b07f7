package org.integrand.expression;

import java.util.ArrayList;
import java.util.List;

/// Reads a formula: numbers, names, `+ - * / ^`, parentheses, functions, elements `u[i-1]`.
///
/// ```
/// sum     = product (("+" | "-") product)*
/// product = signed (("*" | "/") signed)*
/// signed  = ("+" | "-") signed | power
/// power   = atom ["^" signed]                     from the right: 2^3^2 = 2^9, -x^2 = -(x^2)
/// atom    = number | name | name "(" sum ("," sum)* ")" | name "[" sum "]" | "(" sum ")"
/// ```
public final class Parser {
    private static final int DEEPEST = 200;
    private static final int LONGEST = 100_000;
    private static final int CHAIN = 1000;

    private final Graph graph;
    private final Scope scope;
    private final String text;
    private int at;
    private int depth;

    private Parser(Graph graph, Scope scope, String text) {
        this.graph = graph;
        this.scope = scope;
        this.text = text;
    }

    /// The formula of a text.
    ///
    /// @throws SyntaxException when it is none
    public static Node parse(String text, Graph graph, Scope scope) {
        if (text.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a formula of " + text.length() + " characters: expected at most " + LONGEST);
        var parser = new Parser(graph, scope, text);
        var formula = parser.sum();
        if (parser.peek() != 0) throw parser.expected("an operator or the end");
        if (graph.depth(formula) > CHAIN)
            throw new IllegalArgumentException("a formula with " + graph.depth(formula)
                    + " operations inside one another: expected at most " + CHAIN
                    + "; a sum of n terms is n deep, parentheses around parts of it help");
        return formula;
    }

    private Node sum() {
        if (++depth > DEEPEST) throw expected("at most " + DEEPEST + " levels of parentheses, signs and powers");
        var sum = product();
        while (true) {
            if (take('+')) sum = graph.call(Operation.ADD, sum, product());
            else if (take('-')) sum = graph.call(Operation.SUBTRACT, sum, product());
            else break;
        }
        depth--;
        return sum;
    }

    private Node product() {
        var product = signed();
        while (true) {
            if (take('*')) product = graph.call(Operation.MULTIPLY, product, signed());
            else if (take('/')) product = graph.call(Operation.DIVIDE, product, signed());
            else return product;
        }
    }

    private Node signed() {
        if (++depth > DEEPEST) throw expected("at most " + DEEPEST + " levels of parentheses, signs and powers");
        var result = take('-') ? graph.call(Operation.NEGATE, signed()) : take('+') ? signed() : power();
        depth--;
        return result;
    }

    private Node power() {
        var base = atom();
        return take('^') ? graph.call(Operation.POW, base, signed()) : base;
    }

    private Node atom() {
        char c = peek();
        if (take('(')) return closed(sum(), ')');
        if (isDigit(c) || c == '.') return number();
        if (isLetter(c)) return named();
        throw expected("a number, a name or '('");
    }

    private Node closed(Node inner, char end) {
        if (!take(end)) throw expected("an operator or '" + end + "'");
        return inner;
    }

    private Node number() {
        int start = at;
        digits();
        if (here() == '.') {
            at++;
            digits();
        }
        int mantissa = at;
        if (here() == 'e' || here() == 'E') {
            at++;
            if (here() == '+' || here() == '-') at++;
            if (isDigit(here())) digits();
            else at = mantissa; // 2e is 2 and a name
        }
        if (text.substring(start, at).equals(".")) throw SyntaxException.expected(text, "a number", start);
        return graph.number(Double.parseDouble(text.substring(start, at)));
    }

    private Node named() {
        int start = at;
        while (isLetter(here()) || isDigit(here())) at++;
        String name = text.substring(start, at);
        if (peek() == '(') return function(name, start);
        if (take('[')) {
            var index = closed(sum(), ']');
            return scope.element(name, index).orElseThrow(() -> unknown("family", name, start));
        }
        return scope.name(name)
                .orElseThrow(() -> Operation.function(name).isPresent()
                        ? expected("'(' after " + name)
                        : unknown("name", name, start));
    }

    private Node function(String name, int start) {
        var function = Operation.function(name)
                .orElseThrow(() -> SyntaxException.unknown(text, "function", name, Operation.functions(), start));
        take('(');
        List<Node> arguments = new ArrayList<>();
        do arguments.add(sum());
        while (take(','));
        closed(arguments.getLast(), ')');
        if (arguments.size() != function.arity())
            throw SyntaxException.expected(
                    text,
                    function.arity() + (function.arity() == 1 ? " argument" : " arguments") + " of " + name + ", not "
                            + arguments.size() + ",",
                    start);
        return graph.call(function, arguments);
    }

    private SyntaxException unknown(String kind, String name, int start) {
        return SyntaxException.unknown(text, kind, name, List.copyOf(scope.names()), start);
    }

    private SyntaxException expected(String what) {
        return SyntaxException.expected(text, what, at);
    }

    private void digits() {
        while (isDigit(here())) at++;
    }

    /// The next character that is no space; 0 at the end.
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return here();
    }

    private char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '_';
    }
}

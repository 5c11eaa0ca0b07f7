package org.integrand.expression;

import java.util.List;
import java.util.Optional;

/// A formula that cannot be read. The message is one line: the formula, what was expected, and where.
public final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// so many characters are shown on each side
    private static final int AROUND = 40;

    private final transient Optional<String> unknown;
    private final transient List<String> known;

    private SyntaxException(String message, Optional<String> unknown, List<String> known) {
        super(message);
        this.unknown = unknown;
        this.known = known;
    }

    /// @param at position in the text, from 0
    static SyntaxException expected(String text, String what, int at) {
        return new SyntaxException(
                shown(text, at) + ": expected " + what + " at column " + (at + 1), Optional.empty(), List.of());
    }

    static SyntaxException unknown(String text, String kind, String name, List<String> known, int at) {
        return new SyntaxException(
                shown(text, at) + ": unknown " + kind + " '" + name + "' at column " + (at + 1),
                Optional.of(name),
                known);
    }

    /// The text in quotes, a long one only around the place that is wrong.
    private static String shown(String text, int at) {
        if (text.length() <= 2 * AROUND) return "'" + text + "'";
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), at + AROUND);
        return "'" + (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "") + "'";
    }

    /// The same, with where the formula stands in front: `equations.x`.
    public SyntaxException at(String where) {
        return new SyntaxException(where + ": " + getMessage(), unknown, known);
    }

    /// The name that stands for nothing, if that is what is wrong.
    public Optional<String> unknownName() {
        return unknown;
    }

    /// The names it could have been.
    public List<String> knownNames() {
        return known;
    }
}

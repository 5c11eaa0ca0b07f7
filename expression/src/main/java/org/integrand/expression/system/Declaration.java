package org.integrand.expression.system;

import java.util.Optional;
import java.util.regex.Pattern;

/// What stands left of an equation: `x`, `u[i=1..N]` or, for initial and boundary values, `u[i]`, `u[0]`.
///
/// @param index the name of the index, or the index itself
/// @param range the formulas of first and last index
record Declaration(String key, String name, Optional<String> index, Optional<Range> range) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*([\\p{L}_][\\p{L}\\d_]*)\\s*(?:'|\\[\\s*([^=\\]]+?)\\s*(?:=\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*)?\\])?\\s*");

    record Range(String from, String to) {}

    /// @param where the part of the text that the key belongs to, for errors
    static Declaration of(String where, String key) {
        var match = FORM.matcher(key);
        if (!match.matches())
            throw new IllegalArgumentException(
                    where + ": '" + key + "': expected a name as in x, or a family as in u[i=1..10]");
        var index = Optional.ofNullable(match.group(2));
        var from = Optional.ofNullable(match.group(3));
        return new Declaration(key, match.group(1), index, from.map(first -> new Range(first, match.group(4))));
    }
}

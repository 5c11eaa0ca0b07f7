package org.integrand.app.job;

/// Reads a unit: names with powers, multiplied and divided from the left.
///
/// ```
/// product = factor (("*" | "·" | "/" | " ") factor)*      after a "/" no blank: J/mol K could mean two things
/// factor  = ("1" | name | "(" product ")") [["^"] ["-"] digits]      m^2, m2, s^-1, s-1, m²
/// ```
final class UnitText {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int LARGEST_POWER = 30;

    private final UnitNames known = new UnitNames();
    private final String text;
    private boolean compound;
    private int at;

    private UnitText(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException in one line, when the text is no unit
    static Unit read(String text) {
        var reader = new UnitText(text);
        var unit = reader.product();
        if (reader.at < text.length())
            throw new IllegalArgumentException("'" + text + "' is no unit: expected one such as kJ/(mol*K)");
        return unit;
    }

    private Unit product() {
        var product = factor();
        boolean divided = false;
        while (true) {
            boolean blank = skipBlanks();
            if (at == text.length() || text.charAt(at) == ')') return product;
            compound = true;
            char c = text.charAt(at);
            if (c == '*' || c == '·' || c == '/') {
                at++;
                skipBlanks();
            } else if (!blank) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no unit: unexpected '" + c + "' at column " + (at + 1));
            } else if (divided) {
                throw new IllegalArgumentException(
                        "unit '" + text + "' could mean two things: expected parentheses, as in J/(mol K)");
            }
            divided |= c == '/';
            var factor = factor();
            if (compound && (product.hasOffset() || factor.hasOffset()))
                throw new IllegalArgumentException(
                        "unit '" + text + "': a temperature scale stands alone, expected K in a product");
            product = product.times(c == '/' ? factor.power(-1) : factor);
        }
    }

    private Unit factor() {
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            skipBlanks();
            var inner = product();
            if (at == text.length()) throw new IllegalArgumentException("unit '" + text + "': expected ')' at its end");
            at++;
            return powered(inner);
        }
        if (at < text.length() && text.charAt(at) == '1') {
            at++;
            return Unit.ONE;
        }
        int start = at;
        while (at < text.length() && isPartOfName(text.charAt(at))) at++;
        String name = text.substring(start, at);
        if (name.isEmpty())
            throw new IllegalArgumentException("'" + text + "' is no unit: expected a name at column " + (at + 1));
        var unit = known.find(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown unit '" + name + "'"
                        + Spelling.closest(name, known.names(name))
                                .map(close -> ": did you mean '" + close + "'?")
                                .orElse(": expected one such as m, kJ/mol or degC, see docs/units.md")));
        return powered(unit);
    }

    private Unit powered(Unit unit) {
        int start = at;
        var digits = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '^') at++;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '⁻')) {
            digits.append('-');
            at++;
        }
        while (at < text.length() && digit(text.charAt(at)) >= 0 && digits.length() < 4)
            digits.append(digit(text.charAt(at++)));
        if (at == start) return unit;
        try {
            int power = Integer.parseInt(digits.toString());
            if (Math.abs(power) <= LARGEST_POWER && !unit.hasOffset()) return unit.power(power);
        } catch (NumberFormatException _) {
            // the same message as for a power that is too large
        }
        throw new IllegalArgumentException(
                "unit '" + text + "': expected a whole power of a unit at column " + (start + 1));
    }

    private boolean skipBlanks() {
        int start = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at > start;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : SUPERSCRIPTS.indexOf(c);
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetter(c) || c == '%' || c == '°';
    }
}

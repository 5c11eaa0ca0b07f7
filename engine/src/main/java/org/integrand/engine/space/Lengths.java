package org.integrand.engine.space;

/// What a space checks of the arrays it is given, and what it says when they do not fit.
final class Lengths {
    private Lengths() {}

    static int dimension(int dimension) {
        if (dimension < 1) throw new IllegalArgumentException("dimension " + dimension + ": expected at least 1");
        return dimension;
    }

    static void terms(int coefficients, int terms, int count) {
        if (count < 0 || count > coefficients || count > terms)
            throw new IllegalArgumentException("count " + count + ": expected 0 ... " + Math.min(coefficients, terms)
                    + " (" + coefficients + " coefficients, " + terms + " terms)");
    }

    static void range(int from, int to, int dimension) {
        if (from < 0 || from > to || to > dimension)
            throw new IllegalArgumentException(
                    "components " + from + " ... " + to + ": expected a range within 0 ... " + dimension);
    }

    static IllegalArgumentException state(int length, int dimension) {
        return new IllegalArgumentException("state of " + length + " components: expected " + dimension);
    }
}

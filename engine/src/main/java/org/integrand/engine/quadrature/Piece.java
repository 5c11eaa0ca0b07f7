package org.integrand.engine.quadrature;

/// An interval of a segment's variable, and what a rule made of it.
///
/// @param level     how often the segment was halved to get it
/// @param value     the rule's value of the integral over it
/// @param error     its error in the goal's norm
/// @param absolute  size of the integral of |f|
/// @param noise     variance that the rounding of the abscissas gives the value
/// @param flat      whether the error is as large as the function varies: the rule knows nothing yet
/// @param gaps      how many values were not finite
record Piece(
        Segment segment,
        double from,
        double to,
        int level,
        double[] value,
        double error,
        double absolute,
        double noise,
        boolean flat,
        int gaps) {
    double middle() {
        return 0.5 * (from + to);
    }

    /// Whether the halves could not be told apart in double precision.
    boolean isPoint() {
        double m = middle();
        return Math.max(Math.abs(from), Math.abs(to)) <= (1 + 1e-13) * (Math.abs(m) + 1e-305);
    }

    /// The same with an error as large as the integral of |f|.
    Piece with(int found) {
        return new Piece(segment, from, to, level, value, Math.max(error, absolute), absolute, noise, flat, found);
    }
}

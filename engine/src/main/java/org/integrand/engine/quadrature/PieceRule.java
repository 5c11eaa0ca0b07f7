package org.integrand.engine.quadrature;

/// A rule with an error estimate on an interval.
interface PieceRule {
    Piece apply(Segment segment, double from, double to, int level);
}

package org.integrand.engine.quadrature;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Finds a point where the integral of |f| is infinite. Towards such a point c the halved intervals
/// show how |f| grows: like |x - c|^-p, p from the mean of |f| over two of them, one some hundred times
/// closer than the other. p >= 1 has no integral.
final class DivergentPoint {
    /// a logarithm beside the power grows, too, but slower and slower
    private static final int DEPTH = 30;

    private static final int NEAR = 4;
    private static final int FAR = 12;
    private static final double AT_END = 0.995; // c is known
    private static final double WITHIN = 0.98; // c is known to half an interval

    private DivergentPoint() {}

    /// The point, as an x, if there is one.
    static OptionalDouble among(List<Piece> pieces) {
        var deepest = pieces.stream().max(Comparator.comparingInt(Piece::level)).orElseThrow();
        if (deepest.level() < DEPTH) return OptionalDouble.empty();
        var segment = deepest.segment();
        var neighbours = pieces.stream()
                .filter(p -> p.segment().equals(segment))
                .sorted(Comparator.comparingDouble(Piece::from))
                .toList();
        boolean atStart = deepest.from() == segment.from();
        boolean atEnd = deepest.to() == segment.to();
        double c = atStart ? deepest.from() : atEnd ? deepest.to() : deepest.middle();
        double least = atStart || atEnd ? AT_END : WITHIN;
        int at = neighbours.indexOf(deepest);
        boolean diverges = power(neighbours, at, 1, c) >= least || power(neighbours, at, -1, c) >= least;
        return diverges ? OptionalDouble.of(segment.x(c)) : OptionalDouble.empty();
    }

    /// p on one side; 0 where there are too few intervals.
    private static double power(List<Piece> pieces, int at, int direction, double c) {
        int far = at + direction * FAR;
        if (far < 0 || far >= pieces.size()) return 0;
        var close = pieces.get(at + direction * NEAR);
        var distant = pieces.get(far);
        double growth = mean(close) / mean(distant);
        double p = Math.log(growth) / Math.log(Math.abs(distant.middle() - c) / Math.abs(close.middle() - c));
        return Double.isNaN(p) && !Double.isFinite(mean(close)) ? 1 : p;
    }

    private static double mean(Piece piece) {
        return piece.absolute() / (piece.to() - piece.from());
    }
}

package org.integrand.engine.quadrature;

import java.util.ArrayList;
import java.util.List;

/// A part of the range with a variable s that runs over a finite interval:
///
/// | range | x(s) | s |
/// |---|---|---|
/// | [a, b] | s | a ... b |
/// | [a, inf) | a + (1 - s)/s | 0 ... 1 |
/// | (-inf, b] | b - (1 - s)/s | 0 ... 1 |
/// | (-inf, inf) | both x and -x of (1 - s)/s | 0 ... 1 |
///
/// Source: R. Piessens, E. de Doncker-Kapenga, C. W. Ueberhuber, D. K. Kahaner, "QUADPACK", Springer
/// 1983, QAGI.
sealed interface Segment {
    double from();

    double to();

    /// f(x(s)) dx/ds
    void evaluate(double s, Evaluations f, double[] into, double[] scratch);

    /// x of a point of the piece
    double x(double s);

    /// The range cut at its breakpoints.
    static List<Segment> of(Integral integral) {
        double[] points = integral.points();
        var segments = new ArrayList<Segment>();
        for (int i = 0; i + 1 < points.length; i++) segments.add(between(points[i], points[i + 1]));
        return segments;
    }

    private static Segment between(double a, double b) {
        if (Double.isInfinite(a) && Double.isInfinite(b)) return new Whole();
        if (Double.isInfinite(b)) return new Tail(a, 1);
        return Double.isInfinite(a) ? new Tail(b, -1) : new Finite(a, b);
    }

    /// [a, b]
    record Finite(double from, double to) implements Segment {
        @Override
        public void evaluate(double s, Evaluations f, double[] into, double[] scratch) {
            f.at(s, s - from, to - s, into);
        }

        @Override
        public double x(double s) {
            return s;
        }
    }

    /// From a finite end to infinity, direction 1 or -1.
    record Tail(double end, int direction) implements Segment {
        @Override
        public double from() {
            return 0;
        }

        @Override
        public double to() {
            return 1;
        }

        @Override
        public void evaluate(double s, Evaluations f, double[] into, double[] scratch) {
            double way = (1 - s) / s;
            f.at(
                    end + direction * way,
                    direction > 0 ? way : Double.POSITIVE_INFINITY,
                    direction > 0 ? Double.POSITIVE_INFINITY : way,
                    into);
            for (int i = 0; i < into.length; i++) into[i] = into[i] / s / s;
        }

        @Override
        public double x(double s) {
            return end + direction * (1 - s) / s;
        }
    }

    /// The whole line, folded at 0.
    record Whole() implements Segment {
        @Override
        public double from() {
            return 0;
        }

        @Override
        public double to() {
            return 1;
        }

        @Override
        public void evaluate(double s, Evaluations f, double[] into, double[] scratch) {
            double x = (1 - s) / s;
            f.at(x, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, into);
            f.at(-x, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, scratch);
            for (int i = 0; i < into.length; i++) into[i] = (into[i] + scratch[i]) / s / s;
        }

        @Override
        public double x(double s) {
            return (1 - s) / s;
        }
    }
}

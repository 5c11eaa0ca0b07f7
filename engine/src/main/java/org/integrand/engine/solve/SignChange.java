package org.integrand.engine.solve;

import java.util.function.DoubleUnaryOperator;

/// Locates sign changes of a function of one variable, down to neighbouring numbers.
final class SignChange {
    private static final int LIMIT = 200;
    private static final double GOLDEN = 0.3819660112501051; // (3 - sqrt 5) / 2

    private SignChange() {}

    /// A point between `from` and `to`, where g has opposite signs, at most two units in the last place beyond a
    /// sign change: g is zero there or has the sign it has at `to`.
    ///
    /// Inverse quadratic interpolation where it is safe, bisection elsewhere: T. R. Chandrupatla, "A new hybrid
    /// quadratic/bisection algorithm for finding the zero of a nonlinear function without using derivatives",
    /// Adv. Eng. Software 28 (1997).
    static double locate(DoubleUnaryOperator g, double from, double gFrom, double to, double gTo) {
        double newest = to;
        double gNewest = gTo;
        double other = from; // the opposite sign
        double gOther = gFrom;
        double fraction = 0.5;
        for (int i = 0; i < LIMIT; i++) {
            double width = Math.abs(other - newest);
            double tolerance = Math.ulp(Math.max(Math.abs(newest), Math.abs(other)));
            if (width <= 2 * tolerance) break;
            double least = tolerance / width;
            double x = newest + Math.clamp(fraction, least, 1 - least) * (other - newest);
            double value = g.applyAsDouble(x);
            if (value == 0) return x;
            double old;
            double gOld;
            if (value > 0 == gNewest > 0) {
                old = newest;
                gOld = gNewest;
            } else {
                old = other;
                gOld = gOther;
                other = newest;
                gOther = gNewest;
            }
            newest = x;
            gNewest = value;
            fraction = fraction(newest, gNewest, other, gOther, old, gOld);
        }
        return gNewest > 0 == gTo > 0 ? newest : other;
    }

    /// Where to look next, as a part of the way from `a` to `b`; `c` is the point before.
    private static double fraction(double a, double fa, double b, double fb, double c, double fc) {
        double xi = (a - b) / (c - b);
        double phi = (fa - fb) / (fc - fb);
        boolean safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
        if (!safe) return 0.5;
        return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
    }

    /// A point between `from` and `to` where g >= 0 at both ends reaches zero or below, or NaN when none is found:
    /// golden section search for the least value, left as soon as it is not positive.
    static double dip(DoubleUnaryOperator g, double from, double to) {
        double left = from;
        double right = to;
        double x = left + GOLDEN * (right - left);
        double y = right - GOLDEN * (right - left);
        double gx = g.applyAsDouble(x);
        double gy = g.applyAsDouble(y);
        for (int i = 0; i < 60; i++) {
            if (gx <= 0) return x;
            if (gy <= 0) return y;
            if (gx < gy) {
                right = y;
                y = x;
                gy = gx;
                x = left + GOLDEN * (right - left);
                gx = g.applyAsDouble(x);
            } else {
                left = x;
                x = y;
                gx = gy;
                y = right - GOLDEN * (right - left);
                gy = g.applyAsDouble(y);
            }
        }
        return Double.NaN;
    }

    /// Whether the parabola through three points of one sign has its vertex between them and near zero: at less
    /// than a tenth of the least of the three values, or beyond zero.
    static boolean bendsToZero(double t0, double g0, double t1, double g1, double t2, double g2) {
        double slope = (g1 - g0) / (t1 - t0);
        double bend = ((g2 - g1) / (t2 - t1) - slope) / (t2 - t0);
        if (!(bend * g1 * (t2 - t0) * (t2 - t0) > 0)) return false; // bends away from zero
        double vertex = 0.5 * (t0 + t1) - slope / (2 * bend);
        if (!((vertex - t0) * (t2 - vertex) > 0)) return false;
        double value = g0 + (vertex - t0) * (slope + bend * (vertex - t1));
        double least = Math.min(Math.abs(g0), Math.min(Math.abs(g1), Math.abs(g2)));
        return value * Math.signum(g1) < 0.1 * least;
    }
}

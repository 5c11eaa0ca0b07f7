package org.integrand.engine.method;

import org.integrand.engine.space.Space;

/// The cubic with the states and slopes of both ends of a step (order 3), the dense output of a method without a
/// better one:
///
/// y(theta) = y0 + theta h f0 + theta^2 (3 d - 2 h f0 - h f1) + theta^3 (-2 d + h f0 + h f1),   d = y1 - y0.
///
/// A stepper makes one, and places it over each step it attempts.
public final class CubicHermite<Y> implements Interpolant<Y> {
    private final Space<Y> space;
    private final double[] coefficients = new double[4];
    private final Y[] terms;
    private double start;
    private double end;

    /// Over no step yet.
    public CubicHermite(Space<Y> space) {
        this.space = space;
        terms = space.allocate(4);
    }

    /// Over a step from y0 to y1; the four states are kept, not copied, and must stay what they are until the next
    /// call.
    public CubicHermite<Y> over(double from, double to, Y y0, Y y1, Y f0, Y f1) {
        start = from;
        end = to;
        terms[0] = y0;
        terms[1] = y1;
        terms[2] = f0;
        terms[3] = f1;
        return this;
    }

    @Override
    public double start() {
        return start;
    }

    @Override
    public double end() {
        return end;
    }

    @Override
    public void at(double t, Y into) {
        if (t == start) space.copy(terms[0], into);
        else if (t == end) space.copy(terms[1], into);
        else {
            double x = (t - start) / (end - start);
            double rise = x * x * (3 - 2 * x);
            combine(1 - rise, rise, x * (1 - x) * (1 - x), x * x * (x - 1), into);
        }
    }

    @Override
    public Interpolant<Y> keep() {
        return new PolynomialPiece<>(space, start, end, powers());
    }

    /// The coefficients of the powers 0 ... 3 of theta, newly allocated.
    public Y[] powers() {
        Y[] powers = space.allocate(4);
        combine(1, 0, 0, 0, powers[0]);
        combine(0, 0, 1, 0, powers[1]);
        combine(-3, 3, -2, -1, powers[2]);
        combine(2, -2, 1, 1, powers[3]);
        return powers;
    }

    private void combine(double y0, double y1, double f0, double f1, Y into) {
        double h = end - start;
        coefficients[0] = y0;
        coefficients[1] = y1;
        coefficients[2] = h * f0;
        coefficients[3] = h * f1;
        space.combine(coefficients, terms, 4, into);
    }
}

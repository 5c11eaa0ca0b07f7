package org.integrand.engine.method;

import org.integrand.engine.space.Space;

/// A kept step: y(start + theta (end - start)) = sum_m (theta - origin)^m powers_m. Safe to read from several threads.
public final class PolynomialPiece<Y> implements Interpolant<Y> {
    private final Space<Y> space;
    private final double start;
    private final double end;
    private final double origin;
    private final Y[] powers;

    /// In powers of theta itself.
    ///
    /// @param powers the coefficients, lowest power first; kept, not copied
    public PolynomialPiece(Space<Y> space, double start, double end, Y[] powers) {
        this(space, start, end, 0, powers);
    }

    /// In powers of theta - origin.
    ///
    /// @param powers the coefficients, lowest power first; kept, not copied
    public PolynomialPiece(Space<Y> space, double start, double end, double origin, Y[] powers) {
        this.space = space;
        this.start = start;
        this.end = end;
        this.origin = origin;
        this.powers = powers;
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
        double s = (t - start) / (end - start) - origin;
        double[] coefficients = new double[powers.length];
        double power = 1;
        for (int m = 0; m < coefficients.length; m++, power *= s) coefficients[m] = power;
        space.combine(coefficients, powers, coefficients.length, into);
    }

    @Override
    public Interpolant<Y> keep() {
        return this;
    }
}

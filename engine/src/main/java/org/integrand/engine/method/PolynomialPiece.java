package org.integrand.engine.method;

import org.integrand.engine.space.Space;

/// A kept step: y(start + theta (end - start)) = sum_m theta^m powers_m. Safe to read from several threads.
public final class PolynomialPiece<Y> implements Interpolant<Y> {
    private final Space<Y> space;
    private final double start;
    private final double end;
    private final Y[] powers;

    /// @param powers the coefficients, lowest power first; kept, not copied
    public PolynomialPiece(Space<Y> space, double start, double end, Y[] powers) {
        this.space = space;
        this.start = start;
        this.end = end;
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
        double theta = (t - start) / (end - start);
        double[] coefficients = new double[powers.length];
        double power = 1;
        for (int m = 0; m < coefficients.length; m++, power *= theta) coefficients[m] = power;
        space.combine(coefficients, powers, coefficients.length, into);
    }

    @Override
    public Interpolant<Y> keep() {
        return this;
    }
}

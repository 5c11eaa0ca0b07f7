package org.integrand.engine.method.extrapolation;

import org.integrand.engine.method.Interpolant;
import org.integrand.engine.space.Space;

/// A kept step: y = sum_m s^m powers_m, s = (t - middle) / (end - start). Safe to read from several threads.
final class CentredPiece<Y> implements Interpolant<Y> {
    private final Space<Y> space;
    private final double start;
    private final double end;
    private final Y[] powers;

    CentredPiece(Space<Y> space, double start, double end, Y[] powers) {
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
        double s = (t - start) / (end - start) - 0.5;
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

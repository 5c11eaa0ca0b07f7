package org.integrand.engine.method.lie;

import org.integrand.engine.method.Interpolant;

/// The solution over a step in the algebra of the step: Y(theta) = e^u(theta) Y0 with the cubic u that
/// has u(0) = 0 and u(1), and there the slopes h A(t, Y0) and h dexpinv_u(1)(A(t + h, Y1)). Order 3; in
/// the group everywhere.
final class AlgebraPiece implements Interpolant<double[]> {
    /// dexpinv to rounding for steps of a sensible length
    private static final int ALL = 10;

    private final Workshop workshop;
    private final double[] y0;
    private final double[] square;
    private final double[] cube;
    private final double[] slope;
    private final double[] u;
    private final double[] endSlope;
    private double start;
    private double end;

    AlgebraPiece(Workshop workshop) {
        this.workshop = workshop;
        y0 = workshop.state();
        square = workshop.algebraElement();
        cube = workshop.algebraElement();
        slope = workshop.algebraElement();
        u = workshop.algebraElement();
        endSlope = workshop.algebraElement();
    }

    /// Everything is copied.
    void over(double from, double to, double[] y, double[] whole, double[] first, double[] last) {
        start = from;
        end = to;
        System.arraycopy(y, 0, y0, 0, y.length);
        workshop.maps.inverseTangent(whole, last, ALL, endSlope);
        double h = to - from;
        for (int i = 0; i < u.length; i++) {
            slope[i] = h * first[i];
            square[i] = 3 * whole[i] - 2 * slope[i] - h * endSlope[i];
            cube[i] = -2 * whole[i] + slope[i] + h * endSlope[i];
        }
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
    public void at(double t, double[] into) {
        exponent(t, u);
        workshop.act(u, y0, into);
    }

    private void exponent(double t, double[] exponent) {
        double x = (t - start) / (end - start);
        for (int i = 0; i < exponent.length; i++) exponent[i] = x * (slope[i] + x * (square[i] + x * cube[i]));
    }

    @Override
    public Interpolant<double[]> keep() {
        var kept = new AlgebraPiece(workshop);
        kept.start = start;
        kept.end = end;
        System.arraycopy(y0, 0, kept.y0, 0, y0.length);
        System.arraycopy(slope, 0, kept.slope, 0, slope.length);
        System.arraycopy(square, 0, kept.square, 0, square.length);
        System.arraycopy(cube, 0, kept.cube, 0, cube.length);
        return kept.new Kept();
    }

    /// A view that makes a workspace each time it is read, so that several threads may, and none is
    /// kept with it.
    private final class Kept implements Interpolant<double[]> {
        @Override
        public double start() {
            return start;
        }

        @Override
        public double end() {
            return end;
        }

        @Override
        public void at(double t, double[] into) {
            Workshop own = workshop.copy();
            double[] exponent = own.algebraElement();
            exponent(t, exponent);
            own.act(exponent, y0, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            return this;
        }
    }
}

package org.integrand.engine.sensitivity;

/// (f(x + d) - f(x - d)) / (2 d) with d = 6e-6 max(|x|, 1e-3), the cube root of the rounding unit.
final class CentralDifferences implements Derivatives.Source {
    private static final double SIZE = 6e-6;
    private static final double SMALLEST = 1e-3;

    private final Derivatives.Function f;
    private final double[] y;
    private final double[] p;
    private final double[] plus;
    private final double[] minus;

    CentralDifferences(Derivatives.Function f, int dimension, int parameters) {
        this.f = f;
        y = new double[dimension];
        p = new double[parameters];
        plus = new double[dimension];
        minus = new double[dimension];
    }

    @Override
    public void fill(double t, double[] state, double[] parameters, Filled into) {
        System.arraycopy(state, 0, y, 0, y.length);
        System.arraycopy(parameters, 0, p, 0, p.length);
        for (int j = 0; j < y.length + p.length; j++) {
            double[] x = j < y.length ? y : p;
            int index = j < y.length ? j : j - y.length;
            double here = x[index];
            double d = SIZE * Math.max(Math.abs(here), SMALLEST);
            double above = here + d;
            double below = here - d;
            x[index] = above;
            f.evaluate(t, y, p, plus);
            x[index] = below;
            f.evaluate(t, y, p, minus);
            x[index] = here;
            for (int i = 0; i < plus.length; i++) plus[i] -= minus[i];
            into.column(j, plus, 1 / (above - below));
        }
    }
}

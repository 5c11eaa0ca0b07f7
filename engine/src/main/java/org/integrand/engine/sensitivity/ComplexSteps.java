package org.integrand.engine.sensitivity;

/// Im f(x + i d) / d with d = 1e-100: nothing is subtracted, so nothing is lost.
final class ComplexSteps implements Derivatives.Source {
    private static final double SIZE = 1e-100;

    private final Derivatives.ComplexFunction f;
    private final double[] y;
    private final double[] p;
    private final double[] real;
    private final double[] imaginary;

    ComplexSteps(Derivatives.ComplexFunction f, int dimension, int parameters) {
        this.f = f;
        y = new double[dimension];
        p = new double[parameters];
        real = new double[dimension];
        imaginary = new double[dimension];
    }

    @Override
    public void fill(double t, double[] state, double[] parameters, Filled into) {
        for (int j = 0; j < y.length + p.length; j++) {
            double[] x = j < y.length ? y : p;
            int index = j < y.length ? j : j - y.length;
            x[index] = SIZE;
            f.evaluate(t, state, y, parameters, p, real, imaginary);
            x[index] = 0;
            into.column(j, imaginary, 1 / SIZE);
        }
    }
}

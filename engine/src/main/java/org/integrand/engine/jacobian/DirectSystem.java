package org.integrand.engine.jacobian;

import org.integrand.engine.problem.VectorField;

/// Linear systems solved by factorization.
final class DirectSystem implements JacobianSystem {
    private final StructuredMatrix matrix;
    private final JacobianSource source;
    private final TimeDerivative timeDerivative;
    private long jacobians;
    private long factorizations;
    private long solves;

    DirectSystem(StructuredMatrix matrix, Jacobian jacobian, VectorField<double[]> field) {
        this.matrix = matrix;
        this.timeDerivative = TimeDerivative.of(jacobian, field);
        this.source = jacobian.function()
                .<JacobianSource>map(f -> (t, y, _, into) -> {
                    into.clear();
                    f.evaluate(t, y, into);
                })
                .orElseGet(() -> new DifferenceQuotients(field, matrix.groups()));
    }

    /// Fills in J at (t, y), f(t, y) given.
    @FunctionalInterface
    interface JacobianSource {
        void evaluate(double t, double[] y, double[] fy, StructuredMatrix into);
    }

    @Override
    public void update(double t, double[] y, double[] fy) {
        jacobians++;
        source.evaluate(t, y, fy, matrix);
    }

    @Override
    public void timeDerivative(double t, double h, double[] y, double[] fy, double[] into) {
        timeDerivative.evaluate(t, h, y, fy, into);
    }

    @Override
    public boolean factor(double scale) {
        factorizations++;
        return matrix.factor(scale);
    }

    @Override
    public boolean factor(double re, double im) {
        factorizations++;
        return matrix.factor(re, im);
    }

    @Override
    public void solve(double[] b) {
        solves++;
        matrix.solve(b);
    }

    @Override
    public void solve(double[] re, double[] im) {
        solves++;
        matrix.solve(re, im);
    }

    @Override
    public void multiply(double[] x, double[] into) {
        matrix.multiply(x, into);
    }

    @Override
    public LinearWork work() {
        return new LinearWork(jacobians, factorizations, solves);
    }
}

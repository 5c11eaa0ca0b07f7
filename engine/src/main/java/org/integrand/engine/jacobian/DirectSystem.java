package org.integrand.engine.jacobian;

import java.util.Optional;
import java.util.function.Supplier;
import org.integrand.engine.problem.VectorField;

/// Linear systems solved by factorization. The matrix is made at the first [#update]: a method that may get by
/// without one, such as `auto`, then does.
final class DirectSystem implements JacobianSystem {
    private final Supplier<StructuredMatrix> structure;
    private final Jacobian jacobian;
    private final VectorField<double[]> field;
    private final TimeDerivative timeDerivative;
    private Optional<Filled> filled = Optional.empty();
    private long jacobians;
    private long factorizations;
    private long solves;

    DirectSystem(Supplier<StructuredMatrix> structure, Jacobian jacobian, VectorField<double[]> field) {
        this.structure = structure;
        this.jacobian = jacobian;
        this.field = field;
        this.timeDerivative = TimeDerivative.of(jacobian, field);
    }

    /// A matrix and who fills it.
    private record Filled(StructuredMatrix matrix, JacobianSource source) {}

    /// Fills in J at (t, y), f(t, y) given.
    @FunctionalInterface
    interface JacobianSource {
        void evaluate(double t, double[] y, double[] fy, StructuredMatrix into);
    }

    private Filled make() {
        StructuredMatrix matrix = structure.get();
        JacobianSource source = jacobian.function()
                .<JacobianSource>map(f -> (t, y, _, into) -> {
                    into.clear();
                    f.evaluate(t, y, into);
                })
                .orElseGet(() -> new DifferenceQuotients(field, matrix.groups()));
        return new Filled(matrix, source);
    }

    private StructuredMatrix matrix() {
        return filled.orElseThrow(() -> new IllegalStateException("no Jacobian yet: expected an update before"))
                .matrix();
    }

    @Override
    public void update(double t, double[] y, double[] fy) {
        if (filled.isEmpty()) filled = Optional.of(make());
        jacobians++;
        Filled now = filled.get();
        now.source().evaluate(t, y, fy, now.matrix());
    }

    @Override
    public void timeDerivative(double t, double h, double[] y, double[] fy, double[] into) {
        timeDerivative.evaluate(t, h, y, fy, into);
    }

    @Override
    public boolean factor(double scale) {
        factorizations++;
        return matrix().factor(scale);
    }

    @Override
    public boolean factor(double re, double im) {
        factorizations++;
        return matrix().factor(re, im);
    }

    @Override
    public void solve(double[] b) {
        solves++;
        matrix().solve(b);
    }

    @Override
    public void solve(double[] re, double[] im) {
        solves++;
        matrix().solve(re, im);
    }

    @Override
    public void multiply(double[] x, double[] into) {
        matrix().multiply(x, into);
    }

    @Override
    public LinearWork work() {
        return new LinearWork(jacobians, factorizations, solves);
    }
}

package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.Entries;
import org.integrand.engine.jacobian.JacobianFunction;

/// df/dy of a field, row i being its vector-Jacobian product with the unit vector e_i.
final class RowsByProducts implements JacobianFunction {
    private final ParametricField field;
    private final double[] p;
    private final double[] unit;
    private final double[] row;
    private final double[] unused;

    RowsByProducts(ParametricField field, double[] p) {
        this.field = field;
        this.p = p;
        unit = new double[field.dimension()];
        row = new double[field.dimension()];
        unused = new double[field.parameters()];
    }

    @Override
    public void evaluate(double t, double[] y, Entries into) {
        for (int i = 0; i < unit.length; i++) {
            unit[i] = 1;
            field.vjp(t, y, p, unit, row, unused);
            unit[i] = 0;
            for (int j = 0; j < row.length; j++) into.set(i, j, row[j]);
        }
    }
}

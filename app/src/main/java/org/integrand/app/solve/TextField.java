package org.integrand.app.solve;

import java.util.Optional;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.sensitivity.ParametricField;
import org.integrand.engine.sensitivity.PointLoss;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.system.EquationSystem;

/// f(t, y, p) of a [ParametricText], with exact sparse derivatives, and the loss that is its last
/// variable.
final class TextField implements ParametricField {
    private final int n;
    private final int m;
    private final Jacobian jacobian;
    private final CompiledFormulas field;
    private final CompiledFormulas entries;
    private final int[] rows;
    private final int[] columns;
    private final double[] values;
    private final double[] state;
    private final double[] slopes;

    /// @param extended n variables, m parameters, the loss
    /// @param jacobian df/dy for the parameters' values, which do not change
    TextField(EquationSystem extended, int m, Jacobian jacobian) {
        n = extended.dimension() - m - 1;
        this.m = m;
        this.jacobian = jacobian;
        field = extended.field();
        var partials = extended.partials();
        entries = partials.values();
        rows = partials.rows();
        columns = partials.columns();
        values = new double[rows.length];
        state = new double[n + m + 1];
        slopes = new double[n + m + 1];
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public int parameters() {
        return m;
    }

    private void at(double[] y, double[] p) {
        System.arraycopy(y, 0, state, 0, n);
        System.arraycopy(p, 0, state, n, m);
    }

    @Override
    public void evaluate(double t, double[] y, double[] p, double[] into) {
        at(y, p);
        field.evaluate(t, state, slopes);
        System.arraycopy(slopes, 0, into, 0, n);
    }

    @Override
    public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
        at(y, p);
        entries.evaluate(t, state, values);
        for (int j = 0; j < n; j++) intoY[j] = 0;
        for (int k = 0; k < m; k++) intoP[k] = 0;
        for (int e = 0; e < values.length; e++) {
            if (rows[e] >= n) continue;
            int column = columns[e];
            if (column < n) intoY[column] += v[rows[e]] * values[e];
            else intoP[column - n] += v[rows[e]] * values[e];
        }
    }

    @Override
    public Optional<Jvp> jvp() {
        return Optional.of((t, y, p, dy, dp, into) -> {
            at(y, p);
            entries.evaluate(t, state, values);
            for (int i = 0; i < n; i++) into[i] = 0;
            for (int e = 0; e < values.length; e++)
                if (rows[e] < n) into[rows[e]] += values[e] * (columns[e] < n ? dy[columns[e]] : dp[columns[e] - n]);
        });
    }

    @Override
    public Jacobian jacobian(double[] p) {
        return jacobian;
    }

    /// The loss at time t.
    PointLoss loss(double t) {
        return new PointLoss() {
            @Override
            public double value(double[] y, double[] p) {
                at(y, p);
                field.evaluate(t, state, slopes);
                return slopes[n + m];
            }

            @Override
            public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
                at(y, p);
                entries.evaluate(t, state, values);
                for (int e = 0; e < values.length; e++) {
                    if (rows[e] != n + m) continue;
                    if (columns[e] < n) intoY[columns[e]] += values[e];
                    else intoP[columns[e] - n] += values[e];
                }
            }
        };
    }
}

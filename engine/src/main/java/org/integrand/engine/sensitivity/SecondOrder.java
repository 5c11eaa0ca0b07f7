package org.integrand.engine.sensitivity;

import org.integrand.engine.problem.VectorField;

/// What the sensitivities' slopes owe to the state by second derivatives of f: the derivative of the
/// whole equation's field along a change of its first n components, by a central difference of relative
/// size 6e-6 (error about 1e-11).
final class SecondOrder {
    private static final double SIZE = 6e-6;

    private final VectorField<double[]> field;
    private final int n;
    private final double[] moved;
    private final double[] plus;
    private final double[] minus;
    private double[] point;
    private double t;

    SecondOrder(VectorField<double[]> field, int n, int dimension) {
        this.field = field;
        this.n = n;
        point = new double[dimension];
        moved = new double[dimension];
        plus = new double[dimension];
        minus = new double[dimension];
    }

    void at(double time, double[] z) {
        t = time;
        System.arraycopy(z, 0, point, 0, z.length);
    }

    /// into_j += (d field_j / d (z_0 ... z_{n-1})) x for j >= n
    void add(double[] x, double[] into) {
        double largest = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
            size = Math.max(size, Math.abs(point[i]));
        }
        if (largest == 0) return;
        double step = SIZE * Math.max(size, 1e-3) / largest;
        System.arraycopy(point, 0, moved, 0, point.length);
        for (int i = 0; i < n; i++) moved[i] = point[i] + step * x[i];
        field.evaluate(t, moved, plus);
        for (int i = 0; i < n; i++) moved[i] = point[i] - step * x[i];
        field.evaluate(t, moved, minus);
        for (int j = n; j < into.length; j++) into[j] += (plus[j] - minus[j]) / (2 * step);
    }
}

package org.integrand.engine.jacobian;

import java.util.Arrays;

/// A dense J, by columns.
final class DenseMatrix implements StructuredMatrix {
    private final int n;
    private final double[] j;
    private final DenseLu lu;
    private ComplexDenseLu complexLu;

    DenseMatrix(int n) {
        if ((long) n * n > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(
                    "dense Jacobian of " + n + " components: expected at most 46340; declare a banded or sparse one");
        this.n = n;
        j = new double[n * n];
        lu = new DenseLu(n);
        complexLu = new ComplexDenseLu(0);
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public void clear() {
        Arrays.fill(j, 0);
    }

    @Override
    public void set(int row, int column, double value) {
        if (row < 0 || row >= n || column < 0 || column >= n)
            throw new IllegalArgumentException(
                    "Jacobian entry (" + row + ", " + column + "): expected rows and columns 0 ... " + (n - 1));
        j[column * n + row] = value;
    }

    @Override
    public int[] groups() {
        int[] groups = new int[n];
        Arrays.setAll(groups, i -> i);
        return groups;
    }

    @Override
    public void difference(int column, double[] moved, double[] base, double delta) {
        double inverse = 1 / delta;
        for (int i = 0; i < n; i++) j[column * n + i] = (moved[i] - base[i]) * inverse;
    }

    @Override
    public boolean factor(double scale) {
        return lu.factor(scale, j);
    }

    @Override
    public boolean factor(double re, double im) {
        if (complexLu.dimension() != n) complexLu = new ComplexDenseLu(n);
        return complexLu.factor(re, im, j);
    }

    @Override
    public void solve(double[] b) {
        lu.solve(b);
    }

    @Override
    public void solve(double[] re, double[] im) {
        complexLu.solve(re, im);
    }

    @Override
    public void multiply(double[] x, double[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < n; k++) {
            double factor = x[k];
            for (int i = 0; i < n; i++) into[i] += factor * j[k * n + i];
        }
    }
}

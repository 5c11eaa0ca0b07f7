package org.integrand.engine.jacobian;

import java.util.Arrays;

/// A banded J, by rows: entry (i, j) at i (lower + upper + 1) + j - i + lower.
final class BandMatrix implements StructuredMatrix {
    private final int n;
    private final int lower;
    private final int upper;
    private final int width;
    private final double[] j;
    private final BandLu lu;
    private ComplexBandLu complexLu;

    BandMatrix(int n, int lower, int upper) {
        this.n = n;
        this.lower = lower;
        this.upper = upper;
        width = lower + upper + 1;
        if ((long) n * (width + lower) > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException("banded Jacobian of " + n + " components and bandwidths " + lower + ", "
                    + upper + ": expected at most 2^31 entries");
        j = new double[n * width];
        lu = new BandLu(n, lower, upper);
        complexLu = new ComplexBandLu(0, lower, upper);
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
        if (row < 0 || row >= n || column < 0 || column >= n || column - row > upper || row - column > lower)
            throw new IllegalArgumentException("Jacobian entry (" + row + ", " + column
                    + "): expected rows and columns 0 ... " + (n - 1) + " within " + lower
                    + " diagonals below and " + upper + " above the main one");
        j[row * width + column - row + lower] = value;
    }

    @Override
    public int[] groups() {
        int[] groups = new int[n];
        Arrays.setAll(groups, i -> i % width);
        return groups;
    }

    @Override
    public void difference(int column, double[] moved, double[] base, double delta) {
        double inverse = 1 / delta;
        int end = Math.min(n, column + lower + 1);
        for (int i = Math.max(0, column - upper); i < end; i++)
            j[i * width + column - i + lower] = (moved[i] - base[i]) * inverse;
    }

    @Override
    public boolean factor(double scale) {
        return lu.factor(scale, j);
    }

    @Override
    public boolean factor(double re, double im) {
        if (complexLu.dimension() != n) complexLu = new ComplexBandLu(n, lower, upper);
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
        for (int i = 0; i < n; i++) {
            double sum = 0;
            int end = Math.min(n, i + upper + 1);
            for (int k = Math.max(0, i - lower); k < end; k++) sum += j[i * width + k - i + lower] * x[k];
            into[i] = sum;
        }
    }
}

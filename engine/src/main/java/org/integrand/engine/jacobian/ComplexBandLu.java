package org.integrand.engine.jacobian;

import java.util.Arrays;

/// LU factorization of a banded (re + i im) I - J, as `BandLu` with complex numbers; pivots are chosen by
/// |re| + |im|.
final class ComplexBandLu {
    private final int n;
    private final int lower;
    private final int upper;
    private final int width;
    private final double[] re;
    private final double[] im;
    private final double[] factorsRe;
    private final double[] factorsIm;
    private final int[] pivots;

    ComplexBandLu(int n, int lower, int upper) {
        this.n = n;
        this.lower = lower;
        this.upper = upper;
        width = 2 * lower + upper + 1;
        re = new double[n * width];
        im = new double[n * width];
        factorsRe = new double[n * lower];
        factorsIm = new double[n * lower];
        pivots = new int[n];
    }

    int dimension() {
        return n;
    }

    boolean factor(double scaleRe, double scaleIm, double[] j) {
        load(scaleRe, scaleIm, j);
        for (int k = 0; k < n; k++) {
            int rows = Math.min(lower, n - 1 - k);
            int diagonal = k * width + lower;
            int p = pivotRow(diagonal, rows);
            int pivotAt = diagonal + p * (width - 1);
            double size = size(pivotAt);
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) return false;
            pivots[k] = k + p;
            int columns = Math.min(lower + upper, n - 1 - k);
            if (p != 0) swap(diagonal, pivotAt, columns + 1);
            eliminate(k, diagonal, rows, columns);
        }
        return true;
    }

    private void load(double scaleRe, double scaleIm, double[] j) {
        int band = lower + upper + 1;
        Arrays.fill(im, 0);
        for (int i = 0; i < n; i++) {
            int to = i * width;
            int from = i * band;
            for (int c = 0; c < band; c++) re[to + c] = -j[from + c];
            Arrays.fill(re, to + band, to + width, 0);
            re[to + lower] += scaleRe;
            im[to + lower] = scaleIm;
        }
    }

    private double size(int at) {
        return Math.abs(re[at]) + Math.abs(im[at]);
    }

    private int pivotRow(int diagonal, int rows) {
        int p = 0;
        double largest = size(diagonal);
        for (int r = 1; r <= rows; r++) {
            double size = size(diagonal + r * (width - 1));
            if (size > largest) {
                largest = size;
                p = r;
            }
        }
        return p;
    }

    private void swap(int one, int other, int count) {
        for (int c = 0; c < count; c++) {
            double x = re[one + c];
            re[one + c] = re[other + c];
            re[other + c] = x;
            double y = im[one + c];
            im[one + c] = im[other + c];
            im[other + c] = y;
        }
    }

    private void eliminate(int k, int diagonal, int rows, int columns) {
        double pivotRe = re[diagonal];
        double pivotIm = im[diagonal];
        double square = pivotRe * pivotRe + pivotIm * pivotIm;
        for (int r = 1; r <= rows; r++) {
            int row = diagonal + r * (width - 1);
            double u = (re[row] * pivotRe + im[row] * pivotIm) / square;
            double v = (im[row] * pivotRe - re[row] * pivotIm) / square;
            factorsRe[k * lower + r - 1] = u;
            factorsIm[k * lower + r - 1] = v;
            for (int c = 1; c <= columns; c++) {
                double x = re[diagonal + c];
                double y = im[diagonal + c];
                re[row + c] -= u * x - v * y;
                im[row + c] -= u * y + v * x;
            }
        }
    }

    void solve(double[] x, double[] y) {
        for (int k = 0; k < n; k++) {
            int p = pivots[k];
            double a = x[p];
            double b = y[p];
            x[p] = x[k];
            y[p] = y[k];
            x[k] = a;
            y[k] = b;
            int rows = Math.min(lower, n - 1 - k);
            for (int r = 1; r <= rows; r++) {
                double u = factorsRe[k * lower + r - 1];
                double v = factorsIm[k * lower + r - 1];
                x[k + r] -= u * a - v * b;
                y[k + r] -= u * b + v * a;
            }
        }
        for (int k = n - 1; k >= 0; k--) backward(k, x, y);
    }

    private void backward(int k, double[] x, double[] y) {
        int diagonal = k * width + lower;
        int columns = Math.min(lower + upper, n - 1 - k);
        double a = x[k];
        double b = y[k];
        for (int c = 1; c <= columns; c++) {
            double u = re[diagonal + c];
            double v = im[diagonal + c];
            a -= u * x[k + c] - v * y[k + c];
            b -= u * y[k + c] + v * x[k + c];
        }
        double u = re[diagonal];
        double v = im[diagonal];
        double square = u * u + v * v;
        x[k] = (a * u + b * v) / square;
        y[k] = (b * u - a * v) / square;
    }
}

package org.integrand.engine.matrix;

import java.util.Arrays;

/// P A = L U with partial pivoting, row by row, so that all right-hand sides are solved in one sweep
/// whose inner loops run along rows. Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 3.4.
final class Elimination {
    private final int n;
    private final double[] lu;
    private final int[] pivots;
    private boolean odd;

    Elimination(int n) {
        this.n = n;
        lu = new double[n * n];
        pivots = new int[n];
    }

    /// Factors a copy of `a`; false when a pivot is zero or not finite.
    boolean factor(double[] a) {
        System.arraycopy(a, 0, lu, 0, n * n);
        odd = false;
        for (int k = 0; k < n; k++) {
            int p = k;
            for (int i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]) > Math.abs(lu[p * n + k])) p = i;
            double pivot = lu[p * n + k];
            if (!(pivot != 0 && Math.abs(pivot) < Double.POSITIVE_INFINITY)) return false;
            pivots[k] = p;
            odd ^= p != k;
            swapRows(lu, n, p, k);
            for (int i = k + 1; i < n; i++) {
                double factor = lu[i * n + k] /= pivot;
                for (int j = k + 1; j < n; j++) lu[i * n + j] -= factor * lu[k * n + j];
            }
        }
        return true;
    }

    /// b = A^-1 b for the `columns` columns of b, n x columns row by row.
    void solve(double[] b, int columns) {
        for (int k = 0; k < n; k++) swapRows(b, columns, pivots[k], k);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) subtract(b, columns, i, k, lu[i * n + k]);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) subtract(b, columns, i, k, lu[i * n + k]);
            double pivot = lu[i * n + i];
            for (int j = 0; j < columns; j++) b[i * columns + j] /= pivot;
        }
    }

    /// into = A^-1
    void inverse(double[] into) {
        Arrays.fill(into, 0);
        Dense.addToDiagonal(n, 1, into);
        solve(into, n);
    }

    /// det A, which may over- or underflow.
    double determinant() {
        double product = odd ? -1 : 1;
        for (int i = 0; i < n; i++) product *= lu[i * n + i];
        return product;
    }

    private static void subtract(double[] b, int columns, int i, int k, double factor) {
        for (int j = 0; j < columns; j++) b[i * columns + j] -= factor * b[k * columns + j];
    }

    private static void swapRows(double[] a, int columns, int i, int k) {
        if (i == k) return;
        for (int j = 0; j < columns; j++) {
            double moved = a[i * columns + j];
            a[i * columns + j] = a[k * columns + j];
            a[k * columns + j] = moved;
        }
    }
}

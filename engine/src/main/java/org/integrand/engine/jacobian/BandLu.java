package org.integrand.engine.jacobian;

import java.util.Arrays;

/// LU factorization of a banded scale I - J with partial pivoting, in about 2 n lower (lower + upper)
/// operations.
///
/// Rows are contiguous: entry (i, j) of what is left of the matrix, and in the end of U, lies at i (2 lower +
/// upper + 1) + j - i + lower, because pivoting widens U to lower + upper diagonals. The factors of L lie
/// apart, in the order in which they are applied. Source: the unblocked algorithm of G. H. Golub, C. F. Van
/// Loan, "Matrix Computations", 4.3.
final class BandLu {
    private final int n;
    private final int lower;
    private final int upper;
    private final int width;
    private final double[] a;
    private final double[] factors;
    private final double[] inversePivots;
    private final int[] pivots;

    BandLu(int n, int lower, int upper) {
        this.n = n;
        this.lower = lower;
        this.upper = upper;
        width = 2 * lower + upper + 1;
        a = new double[n * width];
        factors = new double[n * lower];
        inversePivots = new double[n];
        pivots = new int[n];
    }

    /// @param j by rows, entry (i, j) at i (lower + upper + 1) + j - i + lower
    boolean factor(double scale, double[] j) {
        load(scale, j);
        for (int k = 0; k < n; k++) {
            int rows = Math.min(lower, n - 1 - k);
            int diagonal = k * width + lower;
            int p = pivotRow(diagonal, rows);
            double pivot = a[diagonal + p * (width - 1)];
            if (!(Math.abs(pivot) > 0 && Math.abs(pivot) < Double.POSITIVE_INFINITY)) return false;
            pivots[k] = k + p;
            int columns = Math.min(lower + upper, n - 1 - k);
            if (p != 0) swap(diagonal, diagonal + p * (width - 1), columns + 1);
            double inverse = 1 / pivot;
            inversePivots[k] = inverse;
            for (int r = 1; r <= rows; r++) {
                int row = diagonal + r * (width - 1);
                double factor = a[row] * inverse;
                factors[k * lower + r - 1] = factor;
                if (factor != 0) subtract(a, row + 1, diagonal + 1, factor, columns);
            }
        }
        return true;
    }

    private void load(double scale, double[] j) {
        int band = lower + upper + 1;
        for (int i = 0; i < n; i++) {
            int to = i * width;
            int from = i * band;
            for (int c = 0; c < band; c++) a[to + c] = -j[from + c];
            Arrays.fill(a, to + band, to + width, 0);
            a[to + lower] += scale;
        }
    }

    /// how many rows below the diagonal the largest entry of its column is
    private int pivotRow(int diagonal, int rows) {
        int p = 0;
        double largest = Math.abs(a[diagonal]);
        for (int r = 1; r <= rows; r++) {
            double size = Math.abs(a[diagonal + r * (width - 1)]);
            if (size > largest) {
                largest = size;
                p = r;
            }
        }
        return p;
    }

    private void swap(int one, int other, int count) {
        for (int c = 0; c < count; c++) {
            double moved = a[one + c];
            a[one + c] = a[other + c];
            a[other + c] = moved;
        }
    }

    private static void subtract(double[] a, int row, int pivotRow, double factor, int count) {
        for (int c = 0; c < count; c++) a[row + c] -= factor * a[pivotRow + c];
    }

    void solve(double[] b) {
        for (int k = 0; k < n; k++) {
            int p = pivots[k];
            double x = b[p];
            b[p] = b[k];
            b[k] = x;
            int rows = Math.min(lower, n - 1 - k);
            for (int r = 1; r <= rows; r++) b[k + r] -= x * factors[k * lower + r - 1];
        }
        for (int k = n - 1; k >= 0; k--) {
            int diagonal = k * width + lower;
            int columns = Math.min(lower + upper, n - 1 - k);
            double sum = b[k];
            for (int c = columns; c >= 1; c--) sum -= a[diagonal + c] * b[k + c];
            b[k] = sum * inversePivots[k];
        }
    }
}

package org.integrand.engine.jacobian;

/// L^-1 P (scale I - J) = U with partial pivoting, by columns, right-looking: the inner loops run down columns.
/// Factors of L stay where they were found, so exchanges of rows and eliminations alternate in a solve as they
/// do in the factorization. Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 3.4.
final class DenseLu {
    private final int n;
    private final double[] a;
    private final int[] pivots;

    DenseLu(int n) {
        this.n = n;
        a = new double[n * n];
        pivots = new int[n];
    }

    boolean factor(double scale, double[] j) {
        for (int i = 0; i < a.length; i++) a[i] = -j[i];
        for (int i = 0; i < n; i++) a[i * n + i] += scale;
        for (int k = 0; k < n; k++) {
            int p = k;
            double largest = Math.abs(a[k * n + k]);
            for (int i = k + 1; i < n; i++) {
                double size = Math.abs(a[k * n + i]);
                if (size > largest) {
                    largest = size;
                    p = i;
                }
            }
            if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) return false;
            pivots[k] = p;
            swap(a, k * n, k, p);
            double pivot = a[k * n + k];
            for (int i = k + 1; i < n; i++) a[k * n + i] /= pivot;
            for (int c = k + 1; c < n; c++) {
                swap(a, c * n, k, p);
                double factor = a[c * n + k];
                if (factor != 0) subtract(a, c * n, k * n, factor, k + 1, n);
            }
        }
        return true;
    }

    void solve(double[] b) {
        for (int k = 0; k < n; k++) {
            swap(b, 0, k, pivots[k]);
            double x = b[k];
            for (int i = k + 1; i < n; i++) b[i] -= x * a[k * n + i];
        }
        for (int k = n - 1; k >= 0; k--) {
            double x = b[k] /= a[k * n + k];
            for (int i = 0; i < k; i++) b[i] -= x * a[k * n + i];
        }
    }

    private static void swap(double[] a, int column, int i, int k) {
        double moved = a[column + i];
        a[column + i] = a[column + k];
        a[column + k] = moved;
    }

    /// rows from ... to - 1 of one column -= factor times another
    private static void subtract(double[] a, int column, int other, double factor, int from, int to) {
        for (int i = from; i < to; i++) a[column + i] -= factor * a[other + i];
    }
}

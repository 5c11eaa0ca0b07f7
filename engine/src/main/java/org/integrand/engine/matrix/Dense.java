package org.integrand.engine.matrix;

/// Arithmetic of n x n matrices, row by row.
final class Dense {
    private Dense() {}

    /// into = a b; `into` is neither of them
    static void multiply(int n, double[] a, double[] b, double[] into) {
        for (int i = 0; i < n; i++) {
            int row = i * n;
            for (int j = 0; j < n; j++) into[row + j] = a[row] * b[j];
            for (int k = 1; k < n; k++) {
                double x = a[row + k];
                int other = k * n;
                for (int j = 0; j < n; j++) into[row + j] += x * b[other + j];
            }
        }
    }

    /// into += a b; `into` is neither of them
    static void multiplyAdd(int n, double[] a, double[] b, double[] into) {
        for (int i = 0; i < n; i++) {
            int row = i * n;
            for (int k = 0; k < n; k++) {
                double x = a[row + k];
                int other = k * n;
                for (int j = 0; j < n; j++) into[row + j] += x * b[other + j];
            }
        }
    }

    /// a += x I
    static void addToDiagonal(int n, double x, double[] a) {
        for (int i = 0; i < n; i++) a[i * n + i] += x;
    }

    /// The largest column sum of |a|.
    static double norm1(int n, double[] a) {
        double largest = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) sum += Math.abs(a[i * n + j]);
            if (!(sum <= largest)) largest = sum; // NaN stays
            if (Double.isNaN(sum)) return sum;
        }
        return largest;
    }

    /// The largest row sum of |a|.
    static double normInfinity(int n, double[] a) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += Math.abs(a[i * n + j]);
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /// sqrt(sum of squares), scaled against overflow and underflow
    static double frobenius(double[] a) {
        double largest = 0;
        for (double x : a) largest = Math.max(largest, Math.abs(x));
        if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) return largest;
        double sum = 0;
        for (double x : a) sum += (x / largest) * (x / largest);
        return largest * Math.sqrt(sum);
    }

    /// @throws IllegalArgumentException unless `a` has n n finite elements
    static void require(String what, int n, double[] a) {
        requireLength(what, n, a);
        for (int i = 0; i < a.length; i++)
            if (!Double.isFinite(a[i]))
                throw new IllegalArgumentException(
                        what + ": element (" + i / n + ", " + i % n + ") is " + a[i] + ": expected a finite number");
    }

    /// @throws IllegalArgumentException unless `a` has n n elements
    static void requireLength(String what, int n, double[] a) {
        if (a.length != n * n)
            throw new IllegalArgumentException(
                    what + " of " + a.length + " elements: expected " + n + " x " + n + " = " + n * n);
    }

    /// @throws IllegalArgumentException unless n >= 1
    static int size(int n) {
        if (n < 1 || n > 20_000) throw new IllegalArgumentException("matrix size " + n + ": expected 1 ... 20,000");
        return n;
    }
}

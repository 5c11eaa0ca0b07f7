package org.integrand.engine.matrix;

import java.util.Arrays;

/// A = U H, U orthogonal, H symmetric positive definite, of a real nonsingular matrix: U is the
/// orthogonal matrix nearest to A. A = P U, the left form, has the same U, and P = U H U^T. det U has
/// the sign of det A.
///
/// Scaled Newton iteration X <- (g X + X^-T / g) / 2, g = (|X^-1|_1 |X^-1|_inf / (|X|_1 |X|_inf))^(1/4): nine steps or
/// less
/// up to condition 1e15. U is orthogonal to rounding whatever the condition; as a function of A its
/// relative condition is 2 |A| / (s_n + s_(n-1)) in the two smallest singular values.
///
/// Source: N. J. Higham, "Computing the polar decomposition - with applications", SIAM J. Sci. Stat.
/// Comput. 7 (1986).
public final class PolarFactors {
    private static final int PATIENCE = 60;

    private final int n;
    private final double[] x;
    private final double[] inverse;
    private final Elimination elimination;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public PolarFactors(int n) {
        this.n = Dense.size(n);
        x = new double[n * n];
        inverse = new double[n * n];
        elimination = new Elimination(n);
    }

    /// U in a new array.
    public static double[] orthogonal(int n, double[] a) {
        double[] u = new double[a.length];
        new PolarFactors(n).compute(a, u);
        return u;
    }

    /// orthogonal = U; it may be `a`.
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    /// @throws ArithmeticException      when `a` is singular to working precision
    public void compute(double[] a, double[] orthogonal) {
        Dense.require("matrix", n, a);
        Dense.requireLength("orthogonal factor", n, orthogonal);
        System.arraycopy(a, 0, x, 0, n * n);
        double change = Double.POSITIVE_INFINITY;
        boolean scaled = true;
        for (int k = 0; ; k++) {
            if (!elimination.factor(x) || k == PATIENCE) throw singular();
            elimination.inverse(inverse);
            double size = Math.sqrt(Dense.norm1(n, x)) * Math.sqrt(Dense.normInfinity(n, x));
            double inverseSize = Math.sqrt(Dense.norm1(n, inverse)) * Math.sqrt(Dense.normInfinity(n, inverse));
            if (k == 0 && !(size * inverseSize < 0x1p52)) throw singular();
            double g = scaled ? Math.sqrt(inverseSize) / Math.sqrt(size) : 1;
            double before = change;
            change = update(g);
            if (change < 1e-2) scaled = false;
            // quadratic: the next change would be below rounding, or it is rounding that changes
            boolean stagnates = change < 1e-6 && change > before / 2;
            if (!scaled && (change < 1e-9 || stagnates)) break;
        }
        System.arraycopy(x, 0, orthogonal, 0, n * n);
    }

    /// orthogonal = U, symmetric = H = (U^T A + A^T U) / 2
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    /// @throws ArithmeticException      when `a` is singular to working precision
    public void compute(double[] a, double[] orthogonal, double[] symmetric) {
        Dense.requireLength("symmetric factor", n, symmetric);
        double[] kept = a.clone();
        compute(a, orthogonal);
        Arrays.fill(symmetric, 0);
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) symmetric[i * n + j] += orthogonal[k * n + i] * kept[k * n + j];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = symmetric[i * n + j] / 2 + symmetric[j * n + i] / 2;
                symmetric[i * n + j] = mean;
                symmetric[j * n + i] = mean;
            }
        }
    }

    /// One step; the largest change of an element, which is of order 1 in the end.
    private double update(double g) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double next = (g * x[i * n + j] + inverse[j * n + i] / g) / 2;
                largest = Math.max(largest, Math.abs(next - x[i * n + j]));
                x[i * n + j] = next;
            }
        }
        return largest;
    }

    private static ArithmeticException singular() {
        return new ArithmeticException(
                "polar factors of a matrix that is singular to working precision: expected a" + " nonsingular one");
    }
}

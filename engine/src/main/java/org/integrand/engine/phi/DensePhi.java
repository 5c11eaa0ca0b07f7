package org.integrand.engine.phi;

import java.util.Arrays;

/// phi functions of a dense matrix, or their first columns: phi_k(A) B with B the first columns of the
/// identity.
///
/// A is halved until max(|A^2|^(1/2), |A^3|^(1/3)), which bounds what its powers do, is at most 0.8;
/// there phi_K is its Taylor polynomial, and phi_k(A) = A phi_{k+1}(A) + I / k!; then A is doubled
/// again by
///
/// phi_k(2 A) = 2^-k (phi_0(A) phi_k(A) + sum_{j = 1 ... k} phi_j(A) / (k - j)!).
///
/// The error is a few roundings of the result for moderate norms, and grows like the condition of the
/// exponential, which is about the norm of A. With r columns of n and s doublings about 2 (15 + s) n^3
/// + 2 (15 + s K) r n^2 operations.
///
/// Source: H. Berland, B. Skaflestad, W. M. Wright, "EXPINT - a MATLAB package for exponential
/// integrators", ACM TOMS 33 (2007), section 4.
public final class DensePhi {
    private static final double SMALL = 0.8;
    private static final int TERMS = 18; // 0.8^18 / 18! = 3e-18

    private final int order;
    private final int capacity;
    private final int columnsWanted;
    private final double[] inverseFactorials;
    private final double[] a;
    private final double[] square;
    private final double[] cube;
    private final double[][] phi; // phi[0] is n by n, the others n by columns
    private double[] work;
    private int n;
    private int columns;

    /// For matrices of dimension up to `capacity`.
    ///
    /// @param columns how many columns of phi_1 ... are wanted; at least the dimension: all
    /// @param order   K, the largest k, at least 1
    public DensePhi(int capacity, int columns, int order) {
        if (capacity < 1) throw new IllegalArgumentException("dimension " + capacity + ": expected at least 1");
        if (columns < 1) throw new IllegalArgumentException(columns + " columns: expected at least 1");
        if (order < 1) throw new IllegalArgumentException("order " + order + " of phi functions: expected at least 1");
        this.capacity = capacity;
        this.order = order;
        columnsWanted = columns;
        inverseFactorials = new double[order + TERMS + 1];
        inverseFactorials[0] = 1;
        for (int j = 1; j < inverseFactorials.length; j++) inverseFactorials[j] = inverseFactorials[j - 1] / j;
        a = new double[capacity * capacity];
        square = new double[capacity * capacity];
        cube = new double[capacity * capacity];
        work = new double[capacity * capacity];
        phi = new double[order + 1][];
        Arrays.setAll(phi, k -> new double[capacity * (k == 0 ? capacity : Math.min(columns, capacity))]);
    }

    /// phi_0 ... phi_K of scale times `matrix`.
    ///
    /// @param matrix    row by row
    /// @param dimension n, at most the capacity
    public void compute(double[] matrix, int dimension, double scale) {
        if (dimension < 1 || dimension > capacity)
            throw new IllegalArgumentException("dimension " + dimension + ": expected 1 ... " + capacity);
        n = dimension;
        columns = Math.min(columnsWanted, n);
        for (int i = 0; i < n * n; i++) a[i] = scale * matrix[i];
        multiply(a, a, n, square);
        multiply(square, a, n, cube);
        double size = Math.max(Math.sqrt(norm(square)), Math.cbrt(norm(cube)));
        if (!Double.isFinite(size + norm(a))) {
            for (double[] values : phi) Arrays.fill(values, Double.NaN);
            return;
        }
        int doublings = size <= SMALL ? 0 : Math.getExponent(size / SMALL) + 1;
        for (int i = 0; i < n * n; i++) {
            a[i] = Math.scalb(a[i], -doublings);
            square[i] = Math.scalb(square[i], -2 * doublings);
            cube[i] = Math.scalb(cube[i], -3 * doublings);
        }
        taylor(order, columns);
        for (int k = order - 1; k >= 1; k--) {
            multiply(a, phi[k + 1], columns, phi[k]);
            addIdentity(inverseFactorials[k], columns, phi[k]);
        }
        if (columns == n) {
            multiply(a, phi[1], n, phi[0]);
            addIdentity(1, n, phi[0]);
        } else {
            taylor(0, n);
        }
        for (int i = 0; i < doublings; i++) twice();
    }

    /// phi_k of the last [#compute], row by row, for k = 0 with all its columns; owned by this.
    public double[] phi(int k) {
        return phi[k];
    }

    /// How many columns phi_1 ... have.
    public int columns() {
        return columns;
    }

    private double norm(double[] matrix) {
        double largest = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) sum += Math.abs(matrix[i * n + j]);
            largest = Math.max(largest, sum); // NaN stays
        }
        return largest;
    }

    /// The Taylor polynomial of phi_k: of all columns by powers of A^3 (Paterson and Stockmeyer), of
    /// some by Horner's rule.
    private void taylor(int k, int width) {
        Arrays.fill(phi[k], 0, n * width, 0);
        int stride = width == n ? 3 : 1;
        for (int j = TERMS - stride; j >= 0; j -= stride) {
            multiply(stride == 3 ? cube : a, phi[k], width, work);
            System.arraycopy(work, 0, phi[k], 0, n * width);
            addIdentity(inverseFactorials[k + j], width, phi[k]);
            if (stride == 1) continue;
            double first = inverseFactorials[k + j + 1];
            double second = inverseFactorials[k + j + 2];
            for (int i = 0; i < n * n; i++) phi[k][i] += first * a[i] + second * square[i];
        }
    }

    /// From A to 2 A; phi_k needs the old ones of lower order, so the highest goes first.
    private void twice() {
        for (int k = order; k >= 1; k--) {
            multiply(phi[0], phi[k], columns, work);
            for (int j = 1; j <= k; j++) {
                double factor = inverseFactorials[k - j];
                double[] lower = phi[j];
                for (int i = 0; i < n * columns; i++) work[i] += factor * lower[i];
            }
            double scale = Math.scalb(1.0, -k);
            for (int i = 0; i < n * columns; i++) phi[k][i] = scale * work[i];
        }
        multiply(phi[0], phi[0], n, work);
        double[] free = phi[0];
        phi[0] = work;
        work = free;
    }

    private void addIdentity(double factor, int width, double[] into) {
        for (int i = 0; i < width; i++) into[i * width + i] += factor;
    }

    /// into = x y, x of n by n, y of n by `width`
    private void multiply(double[] x, double[] y, int width, double[] into) {
        Arrays.fill(into, 0, n * width, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = x[i * n + k];
                if (factor != 0) addRow(factor, y, k * width, into, i * width, width);
            }
        }
    }

    private static void addRow(double factor, double[] from, int first, double[] into, int to, int width) {
        for (int j = 0; j < width; j++) into[to + j] += factor * from[first + j];
    }
}

package org.integrand.engine.method.extrapolation;

/// The numbers of extrapolation. Row j of the midpoint rule has n_j = 2 j substeps and an error in powers of 1
/// / n_j^2, so the polynomial in 1 / n^2 through some rows, read at 0, weighs row j with
///
/// w_j = prod_{i != j} n_j^2 / (n_j^2 - n_i^2).
final class Extrapolation {
    static final int MOST_ROWS = 9;

    private Extrapolation() {}

    /// n_j
    static int substeps(int row) {
        return 2 * row;
    }

    /// Evaluations of the field for rows 1 ... k, the one at the start included.
    static int evaluations(int k) {
        int sum = 1;
        for (int j = 1; j <= k; j++) sum += substeps(j);
        return sum;
    }

    /// Weights of rows first, first + stride, ..., last.
    static double[] weights(int first, int last, int stride) {
        double[] w = new double[(last - first) / stride + 1];
        for (int j = first; j <= last; j += stride) {
            double product = 1;
            for (int i = first; i <= last; i += stride) if (i != j) product *= (double) (j * j) / (j * j - i * i);
            w[(j - first) / stride] = product;
        }
        return w;
    }

    /// The weights of rows 1 ... k, less those of rows 2 ... k: what tells the error of the latter.
    static double[] errorWeights(int k) {
        double[] e = weights(1, k, 1);
        double[] lower = weights(2, k, 1);
        for (int j = 0; j < lower.length; j++) e[j + 1] -= lower[j];
        return e;
    }
}

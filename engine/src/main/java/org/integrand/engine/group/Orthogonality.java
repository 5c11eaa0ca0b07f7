package org.integrand.engine.group;

/// The upper left 3 x 3 block R of a matrix with rows of length `stride`: how orthogonal, how skew.
final class Orthogonality {
    /// what rounding can do; beyond, a matrix has left the group for another reason
    private static final double ROUNDING = 1e-8;

    private Orthogonality() {}

    /// |R^T R - I| / 2: the distance to the nearest orthogonal matrix, to first order; `gram` = R^T R - I
    static double residual(double[] r, int stride, double[] gram) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double x = i == j ? -1 : 0;
                for (int k = 0; k < 3; k++) x += r[k * stride + i] * r[k * stride + j];
                gram[3 * i + j] = x;
                sum += x * x;
            }
        }
        return Math.sqrt(sum) / 2;
    }

    /// R = R - R (R^T R - I) / 2: one step of Newton and Schulz towards the polar factor, quadratic
    static void tidy(double[] r, int stride, double[] gram, double[] product) {
        if (!(residual(r, stride, gram) < ROUNDING)) return;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double x = 0;
                for (int k = 0; k < 3; k++) x += r[i * stride + k] * gram[3 * k + j];
                product[3 * i + j] = x;
            }
        }
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) r[i * stride + j] -= product[3 * i + j] / 2;
    }

    static double determinant(double[] r, int s) {
        return r[0] * (r[s + 1] * r[2 * s + 2] - r[s + 2] * r[2 * s + 1])
                - r[1] * (r[s] * r[2 * s + 2] - r[s + 2] * r[2 * s])
                + r[2] * (r[s] * r[2 * s + 1] - r[s + 1] * r[2 * s]);
    }

    /// largest element of the symmetric part over the largest element; 0 for zero
    static double symmetricPart(double[] x, int stride) {
        double symmetric = 0;
        double size = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                symmetric = Math.max(symmetric, Math.abs(x[i * stride + j] + x[j * stride + i]) / 2);
                size = Math.max(size, Math.abs(x[i * stride + j]));
            }
        }
        return symmetric == 0 ? 0 : symmetric / size;
    }
}

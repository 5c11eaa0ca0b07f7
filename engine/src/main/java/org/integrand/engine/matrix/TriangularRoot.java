package org.integrand.engine.matrix;

/// The principal square root R of an upper triangular complex matrix T, by the diagonals: R_ii =
/// sqrt(T_ii), R_ij = (T_ij - sum_k R_ik R_kj) / (R_ii + R_jj), i < k < j. Backward stable. Source: A.
/// Bjorck, S. Hammarling, "A Schur method for the square root of a matrix", Linear Algebra Appl. 52/53
/// (1983).
final class TriangularRoot {
    private TriangularRoot() {}

    /// t = t^(1/2), in place
    static void replace(ComplexMatrix t) {
        int n = t.n;
        for (int j = 0; j < n; j++) {
            int d = j * n + j;
            double re = Complex.sqrtRe(t.re[d], t.im[d]);
            double im = Complex.sqrtIm(t.re[d], t.im[d]);
            t.re[d] = re;
            t.im[d] = im;
            for (int i = j - 1; i >= 0; i--) {
                double x = t.re[i * n + j];
                double y = t.im[i * n + j];
                for (int k = i + 1; k < j; k++) {
                    int a = i * n + k;
                    int b = k * n + j;
                    x -= t.re[a] * t.re[b] - t.im[a] * t.im[b];
                    y -= t.re[a] * t.im[b] + t.im[a] * t.re[b];
                }
                double u = t.re[i * n + i] + re;
                double v = t.im[i * n + i] + im;
                double size = Math.max(Math.abs(u), Math.abs(v));
                u /= size;
                v /= size;
                double square = (u * u + v * v) * size;
                t.re[i * n + j] = (x * u + y * v) / square;
                t.im[i * n + j] = (y * u - x * v) / square;
            }
        }
    }
}

package org.integrand.engine.quadrature.rule;

import java.util.Arrays;

/// Eigenvalues of a symmetric tridiagonal matrix by the QL iteration with implicit shifts, in O(n^2).
///
/// Source: A. Dubrulle, R. S. Martin, J. H. Wilkinson, "The implicit QL algorithm", Numer. Math. 12
/// (1968).
final class TridiagonalEigenvalues {
    private static final int SWEEPS = 100;

    private TridiagonalEigenvalues() {}

    /// Sorted eigenvalues; both arrays are used up.
    ///
    /// @param d the diagonal
    /// @param e beside it: e[k] couples k and k + 1, one entry more for work
    static double[] of(double[] d, double[] e) {
        for (int l = 0; l < d.length; l++) {
            for (int sweep = 0; ; sweep++) {
                int m = l;
                while (m < d.length - 1 && !isSmall(e[m], d[m], d[m + 1])) m++;
                if (m == l) break;
                if (sweep == SWEEPS) throw new IllegalStateException("the QL iteration does not converge");
                sweep(d, e, l, m);
            }
        }
        Arrays.sort(d);
        return d;
    }

    private static boolean isSmall(double e, double a, double b) {
        return Math.abs(e) <= 0x1p-53 * (Math.abs(a) + Math.abs(b));
    }

    private static void sweep(double[] d, double[] e, int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(Math.hypot(g, 1), g));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            double r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) { // the matrix falls apart here
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}

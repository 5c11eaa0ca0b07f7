package org.integrand.engine.matrix;

/// Whether a matrix has a principal logarithm and square root: no eigenvalue on the closed negative
/// real axis.
final class PrincipalBranch {
    private PrincipalBranch() {}

    /// Eigenvalues found by iteration are known to a few n 2^-53 |A|: those that lie so close to the axis are refused,
    /// too. Those of a triangular matrix are exact.
    ///
    /// @throws ArithmeticException names the eigenvalue
    static void require(String what, ComplexSchur schur) {
        int n = schur.t.n;
        double size = Math.hypot(Dense.frobenius(schur.t.re), Dense.frobenius(schur.t.im));
        double known = schur.triangular() ? 0 : 4 * n * 0x1p-53 * size;
        for (int i = 0; i < n; i++) {
            double re = schur.t.re[i * n + i];
            double im = schur.t.im[i * n + i];
            if (re <= known && Math.abs(im) <= known)
                throw new ArithmeticException(what + " of a matrix with eigenvalue " + re + (im < 0 ? " - " : " + ")
                        + Math.abs(im) + " i" + (known > 0 ? ", known to " + (float) known : "")
                        + ": expected none on the closed negative real axis");
        }
    }
}

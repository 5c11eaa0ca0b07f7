package org.integrand.engine.matrix;

/// The principal square root of a real matrix without eigenvalues on the closed negative real axis: the
/// only X with X^2 = A whose eigenvalues have positive real parts. By the complex Schur form, backward
/// stable: X^2 differs from A by a few units of rounding of |X|^2, the error of X is that times the
/// condition number.
///
/// Source: A. Bjorck, S. Hammarling, Linear Algebra Appl. 52/53 (1983); N. J. Higham, "Functions of
/// Matrices", 6.2.
public final class MatrixSquareRoot {
    private final int n;
    private final ComplexSchur schur;
    private final ComplexMatrix work;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public MatrixSquareRoot(int n) {
        this.n = Dense.size(n);
        schur = new ComplexSchur(n);
        work = new ComplexMatrix(n);
    }

    /// A^(1/2) in a new array.
    public static double[] of(int n, double[] a) {
        double[] value = new double[a.length];
        new MatrixSquareRoot(n).compute(a, value);
        return value;
    }

    /// into = a^(1/2); `into` may be `a`.
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    /// @throws ArithmeticException      when an eigenvalue lies on the closed negative real axis, up to rounding
    public void compute(double[] a, double[] into) {
        Dense.require("matrix", n, a);
        Dense.requireLength("result", n, into);
        schur.compute(a);
        PrincipalBranch.require("square root", schur);
        TriangularRoot.replace(schur.t);
        schur.t.undoSchur(schur.q, work, into);
    }
}

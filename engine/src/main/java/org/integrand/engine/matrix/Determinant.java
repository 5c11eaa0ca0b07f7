package org.integrand.engine.matrix;

/// The determinant of an n x n matrix and the length of its gradient.
public final class Determinant {
    private final int n;
    private final Elimination elimination;
    private final double[] inverse;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public Determinant(int n) {
        this.n = Dense.size(n);
        elimination = new Elimination(n);
        inverse = new double[n * n];
    }

    /// det a, by elimination; 2 x 2 with one rounding (Kahan). 0 when a pivot vanishes or is not
    /// finite.
    public double of(double[] a) {
        Dense.requireLength("matrix", n, a);
        if (n == 2) {
            double product = a[1] * a[2];
            return Math.fma(a[0], a[3], -product) - Math.fma(a[1], a[2], -product);
        }
        return elimination.factor(a) ? elimination.determinant() : 0;
    }

    /// The Frobenius norm of d det / d a, the matrix of cofactors det(a) a^-T; 0 when a pivot vanishes.
    public double gradient(double[] a) {
        Dense.requireLength("matrix", n, a);
        if (!elimination.factor(a)) return 0;
        elimination.inverse(inverse);
        return Math.abs(elimination.determinant()) * Dense.frobenius(inverse);
    }
}

package org.integrand.engine.matrix;

import java.util.Arrays;

/// e^A = sum_k A^k / k! of an n x n matrix by scaling and squaring: e^A = r_m(2^-s A)^(2^s), r_m a Pade
/// approximant of degree 3, 5, 7, 9 or 13, the least that is good enough; 2 x 2 matrices by a closed
/// form.
///
/// The relative error is a few units of rounding times the condition number of the problem, which is at
/// least the norm of A. The number of squarings follows from the norms of powers of A, not of A itself:
/// matrices far from normal (nilpotent, triangular with large elements) are not scaled more than they
/// need.
///
/// Source: N. J. Higham, SIAM J. Matrix Anal. Appl. 26 (2005); A. H. Al-Mohy, N. J. Higham, "A new
/// scaling and squaring algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31 (2009).
public final class MatrixExponential {
    private final int n;
    private final double[] scaled;
    private final double[][] powers; // A^2, A^4, A^6, A^8
    private final double[] numerator;
    private final double[] denominator;
    private final double[] work;
    private final Elimination elimination;
    private final PowerNorms norms;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public MatrixExponential(int n) {
        this.n = Dense.size(n);
        scaled = new double[n * n];
        powers = new double[4][n * n];
        numerator = new double[n * n];
        denominator = new double[n * n];
        work = new double[n * n];
        elimination = new Elimination(n);
        norms = new PowerNorms(n);
    }

    /// e^A in a new array.
    ///
    /// @throws IllegalArgumentException when `a` has not n n elements or one is not finite
    public static double[] of(int n, double[] a) {
        double[] value = new double[a.length];
        new MatrixExponential(n).compute(a, value);
        return value;
    }

    /// into = e^A; `into` may be `a`. Where e^A exceeds the largest double, elements are infinite or
    /// NaN.
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    public void compute(double[] a, double[] into) {
        Dense.require("matrix", n, a);
        Dense.requireLength("result", n, into);
        switch (n) {
            case 1 -> into[0] = StrictMath.exp(a[0]);
            case 2 -> Exponential2.compute(a, into);
            default -> scaleAndSquare(a, into);
        }
    }

    private void scaleAndSquare(double[] a, double[] into) {
        double norm = Dense.norm1(n, a);
        int approximant = Pade.choose(norm, Pade.THETA);
        System.arraycopy(a, 0, scaled, 0, n * n);
        Dense.multiply(n, a, a, powers[0]);
        for (int k = 1; k < Pade.powers(approximant); k++) Dense.multiply(n, powers[k - 1], powers[0], powers[k]);
        int squarings = 0;
        if (approximant == Pade.LAST) {
            squarings = norms.squarings(a, norm, powers);
            scale(Math.scalb(1.0, -squarings));
        }
        fraction(approximant);
        if (!elimination.factor(denominator)) Arrays.fill(numerator, Double.NaN); // overflow on the way
        else elimination.solve(numerator, n);
        double[] value = numerator;
        double[] other = work;
        for (int k = 0; k < squarings; k++) {
            Dense.multiply(n, value, value, other);
            double[] swapped = value;
            value = other;
            other = swapped;
        }
        System.arraycopy(value, 0, into, 0, n * n);
    }

    private void scale(double factor) {
        double power = 1;
        for (int i = 0; i < n * n; i++) scaled[i] *= factor;
        for (int k = 0; k < 3; k++) {
            power *= factor * factor;
            for (int i = 0; i < n * n; i++) powers[k][i] *= power;
        }
    }

    /// numerator, denominator = V + U, V - U with the even part V and the odd part U = A W of the
    /// approximant
    private void fraction(int approximant) {
        Pade.lower(n, approximant, 1, 1, powers, numerator);
        if (approximant == Pade.LAST) {
            Pade.upper(n, 1, powers, work);
            Dense.multiplyAdd(n, powers[2], work, numerator);
        }
        Dense.multiply(n, scaled, numerator, work);
        Pade.lower(n, approximant, 0, 1, powers, numerator);
        if (approximant == Pade.LAST) {
            Pade.upper(n, 0, powers, denominator);
            Dense.multiplyAdd(n, powers[2], denominator, numerator);
        }
        for (int i = 0; i < n * n; i++) {
            denominator[i] = numerator[i] - work[i];
            numerator[i] += work[i];
        }
    }
}

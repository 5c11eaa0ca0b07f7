package org.integrand.engine.matrix;

import java.util.Arrays;

/// The Frechet derivative of the matrix exponential, L(A, E) = int_0^1 e^((1-s) A) E e^(s A) ds, the
/// change of e^A for a small change E of A, together with e^A: scaling and squaring, differentiated.
/// About three times the cost of e^A.
///
/// L is linear in E and relatively accurate whatever the size of E, to a few units of rounding times
/// its condition.
///
/// Source: A. H. Al-Mohy, N. J. Higham, "Computing the Frechet derivative of the matrix exponential,
/// with an application to condition number estimation", SIAM J. Matrix Anal. Appl. 30 (2009), algorithm
/// 6.4.
public final class ExponentialDerivative {
    private final int n;
    private final double[] a;
    private final double[] e;
    private final double[][] powers; // A^2, A^4, A^6, A^8
    private final double[][] changes; // their derivatives
    private final double[] inner; // W, U = A W
    private final double[] innerChange;
    private final double[] odd;
    private final double[] oddChange;
    private final double[] even;
    private final double[] evenChange;
    private final double[] work;
    private final Elimination elimination;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public ExponentialDerivative(int n) {
        this.n = Dense.size(n);
        a = new double[n * n];
        e = new double[n * n];
        powers = new double[4][n * n];
        changes = new double[4][n * n];
        inner = new double[n * n];
        innerChange = new double[n * n];
        odd = new double[n * n];
        oddChange = new double[n * n];
        even = new double[n * n];
        evenChange = new double[n * n];
        work = new double[n * n];
        elimination = new Elimination(n);
    }

    /// L(A, E) in a new array.
    public static double[] of(int n, double[] matrix, double[] direction) {
        double[] exponential = new double[n * n];
        double[] derivative = new double[n * n];
        new ExponentialDerivative(n).compute(matrix, direction, exponential, derivative);
        return derivative;
    }

    /// exponential = e^A, derivative = L(A, E); they may be the arguments.
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    public void compute(double[] matrix, double[] direction, double[] exponential, double[] derivative) {
        Dense.require("matrix", n, matrix);
        Dense.require("direction", n, direction);
        Dense.requireLength("exponential", n, exponential);
        Dense.requireLength("derivative", n, derivative);
        double norm = Dense.norm1(n, matrix);
        int approximant = Pade.choose(norm, Pade.THETA_DERIVATIVE);
        int squarings = approximant == Pade.LAST ? Pade.halvings(norm, Pade.THETA_DERIVATIVE[Pade.LAST]) : 0;
        double factor = Math.scalb(1.0, -squarings);
        for (int i = 0; i < n * n; i++) {
            a[i] = matrix[i] * factor;
            e[i] = direction[i] * factor;
        }
        powers(Pade.powers(approximant));
        part(approximant, 1, inner, innerChange);
        Dense.multiply(n, a, inner, odd);
        Dense.multiply(n, a, innerChange, oddChange);
        Dense.multiplyAdd(n, e, inner, oddChange);
        part(approximant, 0, even, evenChange);
        solve();
        for (int k = 0; k < squarings; k++) square();
        System.arraycopy(even, 0, exponential, 0, n * n);
        System.arraycopy(evenChange, 0, derivative, 0, n * n);
    }

    /// A^(2k) = A^(2k-2) A^2, and by the product rule their derivatives
    private void powers(int count) {
        Dense.multiply(n, a, a, powers[0]);
        productRule(a, e, a, e, changes[0]);
        for (int k = 1; k < count; k++) {
            Dense.multiply(n, powers[k - 1], powers[0], powers[k]);
            productRule(powers[k - 1], changes[k - 1], powers[0], changes[0], changes[k]);
        }
    }

    private void productRule(double[] x, double[] dx, double[] y, double[] dy, double[] into) {
        Dense.multiply(n, dx, y, into);
        Dense.multiplyAdd(n, x, dy, into);
    }

    /// The even polynomial of one parity and its derivative.
    private void part(int approximant, int parity, double[] value, double[] change) {
        Pade.lower(n, approximant, parity, 1, powers, value);
        Pade.lower(n, approximant, parity, 0, changes, change);
        if (approximant != Pade.LAST) return;
        Pade.upper(n, parity, powers, work);
        Dense.multiplyAdd(n, powers[2], work, value);
        Dense.multiplyAdd(n, changes[2], work, change);
        Pade.upper(n, parity, changes, work);
        Dense.multiplyAdd(n, powers[2], work, change);
    }

    /// (V - U) R = V + U and (V - U) L = dV + dU - (dV - dU) R; R and L end in `even` and `evenChange`
    private void solve() {
        for (int i = 0; i < n * n; i++) {
            double u = odd[i];
            double du = oddChange[i];
            odd[i] = even[i] - u;
            even[i] += u;
            oddChange[i] = du - evenChange[i];
            evenChange[i] += du;
        }
        if (!elimination.factor(odd)) {
            Arrays.fill(even, Double.NaN); // overflow on the way
            Arrays.fill(evenChange, Double.NaN);
            return;
        }
        elimination.solve(even, n);
        Dense.multiplyAdd(n, oddChange, even, evenChange);
        elimination.solve(evenChange, n);
    }

    /// L = R L + L R, R = R^2
    private void square() {
        productRule(even, evenChange, even, evenChange, work);
        System.arraycopy(work, 0, evenChange, 0, n * n);
        Dense.multiply(n, even, even, work);
        System.arraycopy(work, 0, even, 0, n * n);
    }
}

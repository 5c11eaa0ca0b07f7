package org.integrand.engine.matrix;

import java.util.Arrays;

/// The principal logarithm of a real matrix without eigenvalues on the closed negative real axis: the
/// only X with e^X = A whose eigenvalues have imaginary parts in (-pi, pi).
///
/// By the complex Schur form T and inverse scaling and squaring: log T = 2^s log(T^(1/2^s)), s square
/// roots until T^(1/2^s) is close to I, then the Pade approximant of degree 7 of log(1 + x) in partial
/// fractions, sum_j w_j x / (1 + x_j x), x_j and w_j the nodes and weights of Gauss-Legendre quadrature
/// on [0, 1]. The diagonal and the elements above it are made by closed forms, which keeps what the
/// square roots would lose.
///
/// Source: A. H. Al-Mohy, N. J. Higham, "Improved inverse scaling and squaring algorithms for the
/// matrix logarithm", SIAM J. Sci. Comput. 34 (2012); N. J. Higham, "Functions of Matrices", 11.5 and
/// 11.6.
public final class MatrixLogarithm {
    /// norm of T^(1/2^s) - I up to which degree 7 is good to rounding (Higham, table 11.1)
    private static final double THETA = 2.64e-1;

    /// nodes and weights on [-1, 1]
    private static final double[] NODES = {
        -0.9491079123427585,
        -0.7415311855993945,
        -0.4058451513773972,
        0,
        0.4058451513773972,
        0.7415311855993945,
        0.9491079123427585
    };

    private static final double[] WEIGHTS = {
        0.1294849661688697,
        0.2797053914892766,
        0.3818300505051189,
        0.4179591836734694,
        0.3818300505051189,
        0.2797053914892766,
        0.1294849661688697
    };

    private final int n;
    private final ComplexSchur schur;
    private final ComplexMatrix root;
    private final ComplexMatrix sum;
    private final ComplexMatrix term;
    private final Complex[] logs;

    /// For n x n matrices.
    ///
    /// @throws IllegalArgumentException unless n is 1 ... 20,000
    public MatrixLogarithm(int n) {
        this.n = Dense.size(n);
        schur = new ComplexSchur(n);
        root = new ComplexMatrix(n);
        sum = new ComplexMatrix(n);
        term = new ComplexMatrix(n);
        logs = new Complex[n];
    }

    /// log A in a new array.
    public static double[] of(int n, double[] a) {
        double[] value = new double[a.length];
        new MatrixLogarithm(n).compute(a, value);
        return value;
    }

    /// into = log a; `into` may be `a`.
    ///
    /// @throws IllegalArgumentException when a length is not n n or an element is not finite
    /// @throws ArithmeticException      when an eigenvalue lies on the closed negative real axis, up to rounding
    public void compute(double[] a, double[] into) {
        Dense.require("matrix", n, a);
        Dense.requireLength("result", n, into);
        schur.compute(a);
        PrincipalBranch.require("logarithm", schur);
        for (int i = 0; i < n; i++) logs[i] = at(schur.t, i, i).log();
        root.set(schur.t);
        int roots = 0;
        while (distanceFromIdentity(root) > THETA) {
            TriangularRoot.replace(root);
            roots++;
        }
        Dense.addToDiagonal(n, -1, root.re);
        double power = Math.scalb(1.0, -roots);
        for (int i = 0; i < n; i++) {
            put(root, i, i, logs[i].times(power).expm1());
            if (i + 1 < n) put(root, i, i + 1, at(schur.t, i, i + 1).times(powerDifference(i, power)));
        }
        approximate();
        double factor = Math.scalb(1.0, roots);
        for (int i = 0; i < n * n; i++) {
            sum.re[i] *= factor;
            sum.im[i] *= factor;
        }
        for (int i = 0; i < n; i++) {
            put(sum, i, i, logs[i]);
            if (i + 1 < n) put(sum, i, i + 1, at(schur.t, i, i + 1).times(logDifference(i)));
        }
        sum.undoSchur(schur.q, term, into);
    }

    private static Complex at(ComplexMatrix m, int i, int j) {
        return new Complex(m.re[i * m.n + j], m.im[i * m.n + j]);
    }

    private static void put(ComplexMatrix m, int i, int j, Complex value) {
        m.re[i * m.n + j] = value.re();
        m.im[i * m.n + j] = value.im();
    }

    private static double distanceFromIdentity(ComplexMatrix m) {
        double largest = 0;
        for (int j = 0; j < m.n; j++) {
            double column = 0;
            for (int i = 0; i <= j; i++) column += Math.hypot(m.re[i * m.n + j] - (i == j ? 1 : 0), m.im[i * m.n + j]);
            largest = Math.max(largest, column);
        }
        return largest;
    }

    /// log b - log a for neighbours a, b on the diagonal, without cancellation where they are close
    private Complex difference(int i) {
        Complex plain = logs[i + 1].minus(logs[i]);
        if (plain.abs() > 1.5) return plain;
        Complex a = at(schur.t, i, i);
        Complex b = at(schur.t, i + 1, i + 1);
        return b.minus(a).over(b.plus(a)).artanh().times(2);
    }

    /// (log b - log a) / (b - a)
    private Complex logDifference(int i) {
        Complex a = at(schur.t, i, i);
        Complex gap = at(schur.t, i + 1, i + 1).minus(a);
        return gap.abs() == 0 ? new Complex(1, 0).over(a) : difference(i).over(gap);
    }

    /// (b^p - a^p) / (b - a)
    private Complex powerDifference(int i, double p) {
        Complex a = at(schur.t, i, i);
        Complex gap = at(schur.t, i + 1, i + 1).minus(a);
        Complex middle = logs[i].plus(logs[i + 1]).times(p / 2).exp();
        return gap.abs() == 0
                ? middle.times(p).over(a)
                : middle.times(difference(i).times(p / 2).sinh().times(2)).over(gap);
    }

    /// sum = sum_j w_j X (I + x_j X)^-1, X = root, by back substitution: all factors commute
    private void approximate() {
        Arrays.fill(sum.re, 0);
        Arrays.fill(sum.im, 0);
        for (int node = 0; node < NODES.length; node++) {
            double x = (1 + NODES[node]) / 2;
            double w = WEIGHTS[node] / 2;
            for (int j = 0; j < n; j++) {
                for (int i = j; i >= 0; i--) solveElement(i, j, x);
            }
            for (int i = 0; i < n * n; i++) {
                sum.re[i] += w * term.re[i];
                sum.im[i] += w * term.im[i];
            }
        }
    }

    /// term_ij of (I + x X) term = X, after those below it
    private void solveElement(int i, int j, double x) {
        double re = root.re[i * n + j];
        double im = root.im[i * n + j];
        for (int k = i + 1; k <= j; k++) {
            int a = i * n + k;
            int b = k * n + j;
            re -= x * (root.re[a] * term.re[b] - root.im[a] * term.im[b]);
            im -= x * (root.re[a] * term.im[b] + root.im[a] * term.re[b]);
        }
        double u = 1 + x * root.re[i * n + i];
        double v = x * root.im[i * n + i];
        double square = u * u + v * v;
        term.re[i * n + j] = (re * u + im * v) / square;
        term.im[i * n + j] = (im * u - re * v) / square;
    }
}

package org.integrand.engine.matrix;

import java.util.Arrays;

/// Diagonal Pade approximants of e^x: r_m(x) = p_m(x) / p_m(-x), p_m(x) = sum_k b_k x^k with whole
/// numbers b_k. The terms of odd degree are written as x times even ones, and those of degree 13 with
/// its upper half times x^6.
///
/// Up to the thresholds the backward error of r_m(A) is below the rounding of a double in the 1-norm;
/// `THETA` for the exponential (N. J. Higham, "The scaling and squaring method for the matrix
/// exponential revisited", SIAM J. Matrix Anal. Appl. 26, 2005, table 2.3), `THETA_DERIVATIVE` for its
/// Frechet derivative (A. H. Al-Mohy, N. J. Higham, "Computing the Frechet derivative of the matrix
/// exponential", SIAM J. Matrix Anal. Appl. 30, 2009, table 6.1).
final class Pade {
    static final double[] THETA = {
        1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068, 5.371920351148152
    };
    static final double[] THETA_DERIVATIVE = {1.08e-2, 2.00e-1, 7.83e-1, 1.78, 4.74};

    /// the last approximant, which is the one that is used with scaling
    static final int LAST = 4;

    private static final double[][] COEFFICIENTS = {
        coefficients(3), coefficients(5), coefficients(7), coefficients(9), coefficients(13)
    };

    private Pade() {}

    /// b_k = (2m - k)! / (k! (m - k)!): whole numbers below 2^53 up to degree 9, and up to degree 13 to
    /// rounding of the published ones
    private static double[] coefficients(int m) {
        double[] b = new double[m + 1];
        b[m] = 1;
        for (int k = m - 1; k >= 0; k--) b[k] = b[k + 1] * ((2 * m - k) * (k + 1)) / (m - k);
        return b;
    }

    /// The first approximant good enough for this norm; the last one when none is.
    static int choose(double norm, double[] thetas) {
        for (int i = 0; i < LAST; i++) if (norm <= thetas[i]) return i;
        return LAST;
    }

    /// How many of A^2, A^4, A^6, A^8 the approximant uses.
    static int powers(int approximant) {
        return approximant == LAST ? 3 : approximant + 1;
    }

    /// The least s >= 0 with x 2^-s <= limit.
    static int halvings(double x, double limit) {
        double ratio = x / limit;
        if (!(ratio > 1)) return 0;
        int s = Math.getExponent(ratio);
        return ratio > Math.scalb(1.0, s) ? s + 1 : s;
    }

    /// into = the even polynomial with the coefficients of parity 0 or 1 in the even powers, without
    /// the upper half of degree 13; `constant` 0 leaves out the term without A, as a derivative does
    static void lower(int n, int approximant, int parity, double constant, double[][] powers, double[] into) {
        double[] b = COEFFICIENTS[approximant];
        Arrays.fill(into, 0);
        for (int k = powers(approximant) - 1; k >= 0; k--) {
            double[] power = powers[k];
            double factor = b[2 * k + 2 + parity];
            for (int i = 0; i < n * n; i++) into[i] += factor * power[i];
        }
        Dense.addToDiagonal(n, constant * b[parity], into);
    }

    /// into = the upper half of degree 13, to be multiplied by A^6
    static void upper(int n, int parity, double[][] powers, double[] into) {
        double[] b = COEFFICIENTS[LAST];
        double b2 = b[8 + parity];
        double b4 = b[10 + parity];
        double b6 = b[12 + parity];
        for (int i = 0; i < n * n; i++) into[i] = b6 * powers[2][i] + b4 * powers[1][i] + b2 * powers[0][i];
    }
}

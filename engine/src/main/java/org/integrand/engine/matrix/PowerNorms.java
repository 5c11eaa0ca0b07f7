package org.integrand.engine.matrix;

import java.util.Arrays;

/// How often a matrix must be halved before the Pade approximant of degree 13 is good enough for it:
/// from d_k = |A^k|^(1/k), k = 6, 8, 10, instead of the norm, and a bound on all later terms of the
/// backward error.
///
/// Source: A. H. Al-Mohy, N. J. Higham, SIAM J. Matrix Anal. Appl. 31 (2009), algorithm 5.1.
final class PowerNorms {
    /// log |leading coefficient| of the backward error, 1 / (binomial(26, 13) 27!), over the rounding 2^-53
    private static final double LOG_BACKWARD =
            -StrictMath.log(10400600) - StrictMath.log(1.0888869450418352e28) + 53 * StrictMath.log(2);

    private final int n;
    private final double[] eighth;
    private final double[] tenth;
    private final double[] row;
    private final double[] next;

    PowerNorms(int n) {
        this.n = n;
        eighth = new double[n * n];
        tenth = new double[n * n];
        row = new double[n];
        next = new double[n];
    }

    /// @param powers A^2, A^4, A^6
    int squarings(double[] a, double norm, double[][] powers) {
        Dense.multiply(n, powers[1], powers[1], eighth);
        Dense.multiply(n, powers[1], powers[2], tenth);
        double d6 = root(Dense.norm1(n, powers[2]), 6);
        double d8 = root(Dense.norm1(n, eighth), 8);
        double d10 = root(Dense.norm1(n, tenth), 10);
        double eta = Math.min(Math.max(d6, d8), Math.max(d8, d10));
        int s = Pade.halvings(eta < Double.POSITIVE_INFINITY ? eta : norm, Pade.THETA[Pade.LAST]);
        double log2 = StrictMath.log(2);
        double excess = LOG_BACKWARD + logOfPower(a, 27) - StrictMath.log(norm) - 26 * s * log2;
        return s + (int) Math.max(0, Math.ceil(excess / (26 * log2)));
    }

    private static double root(double x, int k) {
        return StrictMath.pow(x, 1.0 / k);
    }

    /// log of the 1-norm of |A|^power: row vectors times matrix, rescaled at every product
    private double logOfPower(double[] a, int power) {
        Arrays.fill(row, 1);
        double log = 0;
        for (int p = 0; p < power; p++) {
            Arrays.fill(next, 0);
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) next[j] += row[i] * Math.abs(a[i * n + j]);
            double largest = 0;
            for (double x : next) largest = Math.max(largest, x);
            if (largest == 0) return Double.NEGATIVE_INFINITY;
            log += StrictMath.log(largest);
            for (int j = 0; j < n; j++) row[j] = next[j] / largest;
        }
        return log;
    }
}

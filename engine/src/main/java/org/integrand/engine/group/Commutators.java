package org.integrand.engine.group;

import java.util.Arrays;

/// dexpinv by its series in commutators, up to the eighth.
final class Commutators {
    /// B_j / j!; those of odd j > 1 are zero
    private static final double[] BERNOULLI = {1, -1 / 2.0, 1 / 12.0, 0, -1 / 720.0, 0, 1 / 30240.0, 0, -1 / 1209600.0};

    private final int n;
    private final double[] term;
    private final double[] next;
    private final double[] sum;

    Commutators(int n) {
        this.n = n;
        term = new double[n * n];
        next = new double[n * n];
        sum = new double[n * n];
    }

    /// into = sum of B_j/j! ad_u^j k, j up to `last` at most
    void inverseTangent(double[] u, double[] k, int last, double[] into) {
        System.arraycopy(k, 0, term, 0, n * n);
        System.arraycopy(k, 0, sum, 0, n * n);
        for (int j = 1; j <= Math.min(last, BERNOULLI.length - 1); j++) {
            commutator(n, u, term, next);
            System.arraycopy(next, 0, term, 0, n * n);
            if (BERNOULLI[j] != 0) for (int i = 0; i < n * n; i++) sum[i] += BERNOULLI[j] * term[i];
        }
        System.arraycopy(sum, 0, into, 0, n * n);
    }

    /// into = a b - b a; `into` is neither
    static void commutator(int n, double[] a, double[] b, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double x = a[i * n + k];
                double y = b[i * n + k];
                for (int j = 0; j < n; j++) into[i * n + j] += x * b[k * n + j] - y * a[k * n + j];
            }
        }
    }
}

package org.integrand.engine.method.geometric;

/// The eight Radau nodes 0 = h_0 < ... < h_7 < 1, zeros of (P_7(x) + P_8(x)) / (1 + x), x = 2 h - 1,
/// and the change between two ways to write a polynomial without constant term:
///
/// b_0 h + ... + b_6 h^7 = g_0 h + g_1 h (h - h_1) + ... + g_6 h (h - h_1) ... (h - h_6).
///
/// Source of the nodes: Rein & Spiegel 2015.
final class RadauNodes {
    static final double[] H = {
        0,
        0.05626256053692215,
        0.18024069173689236,
        0.3526247171131696,
        0.5471536263305554,
        0.7342101772154105,
        0.8853209468390958,
        0.9775206135612875
    };

    /// b_k = sum_{j >= k} TO_POWERS[j][k] g_j
    static final double[][] TO_POWERS = new double[7][];

    /// g_k = sum_{j >= k} TO_NEWTON[j][k] b_j
    static final double[][] TO_NEWTON = new double[7][];

    /// INVERSE[n][i] = 1 / (h_n - h_i), i < n
    static final double[][] INVERSE = new double[8][];

    /// BINOMIAL[k][l] = binomial(l + 1, k + 1), l >= k: the polynomial from another origin
    static final double[][] BINOMIAL = new double[7][7];

    static {
        for (int j = 0; j < 7; j++) {
            TO_POWERS[j] = new double[j + 1];
            TO_NEWTON[j] = new double[j + 1];
            TO_POWERS[j][j] = 1;
            TO_NEWTON[j][j] = 1;
            for (int k = 0; k < j; k++) {
                TO_POWERS[j][k] = (k == 0 ? 0 : TO_POWERS[j - 1][k - 1]) - H[j] * TO_POWERS[j - 1][k];
                TO_NEWTON[j][k] = (k == 0 ? 0 : TO_NEWTON[j - 1][k - 1]) + H[k + 1] * TO_NEWTON[j - 1][k];
            }
        }
        for (int n = 0; n < 8; n++) {
            INVERSE[n] = new double[n];
            for (int i = 0; i < n; i++) INVERSE[n][i] = 1 / (H[n] - H[i]);
        }
        for (int k = 0; k < 7; k++) {
            double binomial = 1;
            for (int l = k; l < 7; l++) {
                BINOMIAL[k][l] = binomial;
                binomial = binomial * (l + 2) / (l + 1 - k);
            }
        }
    }

    private RadauNodes() {}
}

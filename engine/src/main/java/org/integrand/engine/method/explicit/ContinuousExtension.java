package org.integrand.engine.method.explicit;

/// A solution between the ends of a step from its stages: y(t + theta h) = y + h sum_i b_i(theta) k_i with
/// polynomials b_i(theta) = sum_{m = 1 ... degree} w_im theta^m.
///
/// The slope at the end of the step counts as a stage: it is the last one of a first-same-as-last method, and
/// one more than the method's own otherwise.
final class ContinuousExtension {
    private final double[][] w;
    private final int degree;

    private ContinuousExtension(double[][] w) {
        this.w = w;
        this.degree = w[0].length;
    }

    /// One row w_i1 ... w_im per stage.
    static ContinuousExtension of(double[]... rows) {
        return new ContinuousExtension(rows);
    }

    /// The cubic with the states and slopes of both ends (order 3):
    /// y + theta h f0 + theta^2 (3 d - 2 h f0 - h f1) + theta^3 (-2 d + h f0 + h f1),   d = h sum_i b_i k_i.
    static ContinuousExtension hermite(ButcherTableau tableau) {
        double[] b = tableau.weights();
        int end = tableau.firstSameAsLast() ? b.length - 1 : b.length;
        double[][] w = new double[end + 1][3];
        for (int i = 0; i < b.length; i++) {
            w[i][1] = 3 * b[i];
            w[i][2] = -2 * b[i];
        }
        w[0][0] += 1;
        w[0][1] -= 2;
        w[0][2] += 1;
        w[end][1] -= 1;
        w[end][2] += 1;
        return new ContinuousExtension(w);
    }

    /// Number of stages, the slope at the end included.
    int stages() {
        return w.length;
    }

    int degree() {
        return degree;
    }

    /// w_im, m = 1 ... degree.
    double coefficient(int stage, int m) {
        return w[stage][m - 1];
    }

    /// b_i(theta)
    double weight(int stage, double theta) {
        double[] row = w[stage];
        double sum = 0;
        for (int m = degree - 1; m >= 0; m--) sum = (sum + row[m]) * theta;
        return sum;
    }
}

package org.integrand.engine.method.adams;

import java.util.ArrayList;
import java.util.List;

/// The times of the past slopes and the coefficients they give for a step of length h from the latest of them,
/// x_0, the earlier ones being x_1, x_2, ...: with the Newton basis
///
/// N_0 = 1,   N_j(s) = N_{j-1}(s) (s h + x_0 - x_{j-1}) / (h + x_0 - x_{j-1}),   s = (t - x_0) / h,
///
/// the weights are g_j(s) = int_0^s N_j, and the differences are scaled from the times of the last step to
/// those of this one by beta_0 = 1, beta_j = beta_{j-1} (h + x_0 - x_{j-1}) / (x_0 - x_j).
final class History {
    static final int MOST_ORDER = 12;

    private final double[] times = new double[MOST_ORDER + 2];
    private final double[] beta = new double[MOST_ORDER + 2];
    private final double[][] basis = new double[MOST_ORDER + 2][MOST_ORDER + 2];
    private final double[] g = new double[MOST_ORDER + 2];
    private int known;

    void restart(double t) {
        times[0] = t;
        known = 1;
    }

    /// How many slopes are known.
    int known() {
        return known;
    }

    /// Prepares the step to `next` with differences 0 ... k + 1 as far as they are known.
    void prepare(double next, int k) {
        double h = next - times[0];
        int last = Math.min(k + 1, known);
        beta[0] = 1;
        basis[0][0] = 1;
        g[0] = 1;
        for (int j = 1; j <= last; j++) {
            double whole = next - times[j - 1];
            if (j < known) beta[j] = beta[j - 1] * whole / (times[0] - times[j]);
            double shift = times[0] - times[j - 1];
            for (int m = j; m >= 0; m--) {
                double higher = m > 0 ? h * basis[j - 1][m - 1] : 0;
                double same = m < j ? shift * basis[j - 1][m] : 0;
                basis[j][m] = (higher + same) / whole;
            }
            g[j] = weight(j, 1);
        }
    }

    /// The step to `next` was taken.
    void advance(double next) {
        known = Math.min(known + 1, MOST_ORDER + 2);
        System.arraycopy(times, 0, times, 1, known - 1);
        times[0] = next;
    }

    double beta(int j) {
        return beta[j];
    }

    /// g_j(1)
    double g(int j) {
        return g[j];
    }

    /// g_j(s)
    double weight(int j, double s) {
        double sum = 0;
        for (int m = j; m >= 0; m--) sum = (sum + basis[j][m] / (m + 1)) * s;
        return sum;
    }

    /// The coefficient of s^(m + 1) in g_j.
    double coefficient(int j, int m) {
        return m > j ? 0 : basis[j][m] / (m + 1);
    }

    List<Double> memory() {
        List<Double> numbers = new ArrayList<>();
        numbers.add((double) known);
        for (double time : times) numbers.add(time);
        for (double factor : beta) numbers.add(factor);
        return numbers;
    }

    /// Takes back what [#memory] gave, from `from` on; the index behind it.
    int recall(List<Double> numbers, int from) {
        int next = from;
        known = numbers.get(next++).intValue();
        for (int i = 0; i < times.length; i++) times[i] = numbers.get(next++);
        for (int i = 0; i < beta.length; i++) beta[i] = numbers.get(next++);
        return next;
    }
}

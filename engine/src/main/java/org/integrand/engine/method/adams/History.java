package org.integrand.engine.method.adams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The times of the past slopes and the coefficients they give for a step of length h from the latest
/// of them, x_0, the earlier ones being x_1, x_2, ...: with the Newton basis
///
/// N_0 = 1,   N_j(s) = N_{j-1}(s) (s h + x_0 - x_{j-1}) / (h + x_0 - x_{j-1}),   s = (t - x_0) / h,
///
/// the weights are g_j(s) = int_0^s N_j, and the differences are scaled from the times of the last step
/// to those of this one by beta_0 = 1, beta_j = beta_{j-1} (h + x_0 - x_{j-1}) / (x_0 - x_j).
final class History {
    static final int MOST_ORDER = 12;

    private static final double[] RECIPROCAL = new double[MOST_ORDER + 3]; // 1 / (m + 1)

    static {
        Arrays.setAll(RECIPROCAL, m -> 1.0 / (m + 1));
    }

    private final double[] times = new double[MOST_ORDER + 2];
    private final double[] beta = new double[MOST_ORDER + 2];
    private final double[] g = new double[MOST_ORDER + 2];
    private final double[] integrals = new double[MOST_ORDER + 3];
    private final double[][] basis = new double[MOST_ORDER + 2][MOST_ORDER + 2];
    private boolean basisKnown;
    private double next;
    private int last; // the highest difference prepared
    private int known;

    void restart(double t) {
        times[0] = t;
        known = 1;
    }

    /// How many slopes are known.
    int known() {
        return known;
    }

    /// Prepares the step to `end` with differences 0 ... k + 1 as far as they are known.
    ///
    /// g_j(1) is the first of the repeated integrals c_jq = (q - 1)! times the q-fold integral of N_j
    /// over 0 ... 1: c_0q = 1 / q, c_jq = c_{j-1,q} - h / (h + x_0 - x_{j-1}) c_{j-1,q+1} (Hairer,
    /// Norsett, Wanner I, III.5).
    void prepare(double end, int k) {
        next = end;
        last = Math.min(k + 1, known);
        basisKnown = false;
        double h = next - times[0];
        for (int q = 0; q <= last; q++) integrals[q] = RECIPROCAL[q];
        beta[0] = 1;
        g[0] = 1;
        for (int j = 1; j <= last; j++) {
            double whole = next - times[j - 1];
            if (j < known) beta[j] = beta[j - 1] * whole / (times[0] - times[j]);
            double alpha = h / whole;
            for (int q = 0; q <= last - j; q++) integrals[q] -= alpha * integrals[q + 1];
            g[j] = integrals[0];
        }
    }

    /// The coefficients of N_j in powers of s, for who looks inside the step.
    private double[] basis(int j) {
        if (!basisKnown) {
            double h = next - times[0];
            basis[0][0] = 1;
            for (int i = 1; i <= last; i++) {
                double whole = next - times[i - 1];
                double shift = times[0] - times[i - 1];
                for (int m = i; m >= 0; m--) {
                    double higher = m > 0 ? h * basis[i - 1][m - 1] : 0;
                    double same = m < i ? shift * basis[i - 1][m] : 0;
                    basis[i][m] = (higher + same) / whole;
                }
            }
            basisKnown = true;
        }
        return basis[j];
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
        double[] powers = basis(j);
        double sum = 0;
        for (int m = j; m >= 0; m--) sum = (sum + powers[m] * RECIPROCAL[m]) * s;
        return sum;
    }

    /// The coefficient of s^(m + 1) in g_j.
    double coefficient(int j, int m) {
        return m > j ? 0 : basis(j)[m] * RECIPROCAL[m];
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

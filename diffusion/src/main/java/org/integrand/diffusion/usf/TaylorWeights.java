package org.integrand.diffusion.usf;

import java.util.List;

/// The coefficients of a Taylor polynomial c_0 + c_1 r + c_2 r^2 + ... around the start of a step, r = 0, as
/// weighted sums of values: c_0 is the value there, c_k = sum_j w_j (P_j - P_0) with
/// sum_j w_j r_j^i = [i = k] for i = 1 ... q. So w_j is the coefficient of r^k in the Lagrange polynomial of
/// node j among 0, r_1, ..., r_q.
final class TaylorWeights {
    private TaylorWeights() {}

    /// w_j of one coefficient.
    ///
    /// @param r positions of the q nodes, different and not 0
    /// @param k 1 ... q
    static double weight(double[] r, int j, int k) {
        double[] c = new double[r.length + 1];
        c[1] = 1 / r[j];
        int degree = 1;
        for (int i = 0; i < r.length; i++) {
            if (i == j) continue;
            double scale = 1 / (r[j] - r[i]);
            degree++;
            for (int n = degree; n >= 1; n--) c[n] = scale * (c[n - 1] - r[i] * c[n]);
        }
        return c[k];
    }

    /// Numbers of the points of some derivatives, the start's first, each once.
    static int[] points(int start, int newest, List<Derivative> derivatives) {
        int[] found = new int
                [1 + derivatives.stream().mapToInt(d -> d.points().size()).sum()];
        found[0] = newest + 1 + start;
        int count = 1;
        for (Derivative derivative : derivatives)
            for (int index : derivative.points()) {
                int point = newest + 1 + index;
                if (at(found, count, point) < 0) found[count++] = point;
            }
        return java.util.Arrays.copyOf(found, count);
    }

    /// Where a point is among the first so many, or -1.
    static int at(int[] points, int count, int point) {
        for (int i = 0; i < count; i++) if (points[i] == point) return i;
        return -1;
    }
}

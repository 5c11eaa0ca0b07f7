package org.integrand.engine.space;

/// into = a x + (b y + c z + ...) in one pass, for one to eight terms.
///
/// Cost of k terms of n numbers: (k + 1) n doubles read or written, 2 k n flops. The compiler vectorises these
/// loops because arrays and coefficients are locals and there is no inner loop over the terms (that one is
/// eleven times slower).
/// The first term is added last: a step y + h sum b_i k_i then rounds once at the size of y, and a first
/// coefficient 1 is exact.
final class DoubleCombine {
    private DoubleCombine() {}

    /// into = sum of `count` terms, 1 <= count <= 8, the terms beginning at `first`, for the components from ... to -
    /// 1.
    static void group(double[] into, int from, int to, double[] c, double[][] t, int first, int count) {
        int i = first;
        switch (count) {
            case 1 -> combine(into, from, to, c[i], t[i]);
            case 2 -> combine(into, from, to, c[i], t[i], c[i + 1], t[i + 1]);
            case 3 -> combine(into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2]);
            case 4 -> combine(into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3]);
            case 5 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4]);
            case 6 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], c[i + 5], t[i + 5]);
            case 7 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], c[i + 5], t[i + 5], c[i + 6], t[i + 6]);
            case 8 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], c[i + 5], t[i + 5], c[i + 6], t[i + 6], c[i + 7], t[i + 7]);
            default -> throw new IllegalArgumentException("group of " + count + " terms: expected 1 ... 8");
        }
    }

    /// into = a sum of `count` terms, 1 <= count <= 7, the terms beginning at `first`, for the components from ... to -
    /// 1, plus what `into` holds.
    static void add(double[] into, int from, int to, double[] c, double[][] t, int first, int count) {
        int i = first;
        switch (count) {
            case 1 -> combine(into, from, to, c[i], t[i], 1, into);
            case 2 -> combine(into, from, to, c[i], t[i], c[i + 1], t[i + 1], 1, into);
            case 3 -> combine(into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], 1, into);
            case 4 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3], 1,
                        into);
            case 5 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], 1, into);
            case 6 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], c[i + 5], t[i + 5], 1, into);
            case 7 ->
                combine(
                        into, from, to, c[i], t[i], c[i + 1], t[i + 1], c[i + 2], t[i + 2], c[i + 3], t[i + 3],
                        c[i + 4], t[i + 4], c[i + 5], t[i + 5], c[i + 6], t[i + 6], 1, into);
            default -> throw new IllegalArgumentException("group of " + count + " terms: expected 1 ... 7");
        }
    }

    static void combine(double[] into, int from, int to, double a, double[] x) {
        for (int i = from; i < to; i++) into[i] = a * x[i];
    }

    static void combine(double[] into, int from, int to, double a, double[] x, double b, double[] y) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + b * y[i];
    }

    static void combine(
            double[] into, int from, int to, double a, double[] x, double b, double[] y, double c, double[] z) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i]);
    }

    static void combine(
            double[] into,
            int from,
            int to,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i]);
    }

    static void combine(
            double[] into,
            int from,
            int to,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u,
            double e,
            double[] v) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i]);
    }

    static void combine(
            double[] into,
            int from,
            int to,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u,
            double e,
            double[] v,
            double f,
            double[] w) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i]);
    }

    static void combine(
            double[] into,
            int from,
            int to,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u,
            double e,
            double[] v,
            double f,
            double[] w,
            double g,
            double[] p) {
        for (int i = from; i < to; i++)
            into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i] + g * p[i]);
    }

    static void combine(
            double[] into,
            int from,
            int to,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u,
            double e,
            double[] v,
            double f,
            double[] w,
            double g,
            double[] p,
            double h,
            double[] q) {
        for (int i = from; i < to; i++)
            into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i] + g * p[i] + h * q[i]);
    }
}

package org.integrand.engine.space;

/// into = a x + (b y + c z + ...) in one pass, for one to eight terms, in single precision: the coefficients are
/// rounded once, so k terms cost at most about k units in the last place (6e-8 each) of the largest term.
///
/// The same loops as `DoubleCombine`, at half the memory traffic.
final class FloatCombine {
    private FloatCombine() {}

    /// into = sum of `count` terms, 1 <= count <= 8, the terms beginning at `first`, for the components from ... to -
    /// 1.
    static void group(float[] into, int from, int to, double[] c, float[][] t, int first, int count) {
        int i = first;
        switch (count) {
            case 1 -> combine(into, from, to, (float) c[i], t[i]);
            case 2 -> combine(into, from, to, (float) c[i], t[i], (float) c[i + 1], t[i + 1]);
            case 3 ->
                combine(into, from, to, (float) c[i], t[i], (float) c[i + 1], t[i + 1], (float) c[i + 2], t[i + 2]);
            case 4 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3]);
            case 5 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4]);
            case 6 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        (float) c[i + 5],
                        t[i + 5]);
            case 7 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        (float) c[i + 5],
                        t[i + 5],
                        (float) c[i + 6],
                        t[i + 6]);
            case 8 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        (float) c[i + 5],
                        t[i + 5],
                        (float) c[i + 6],
                        t[i + 6],
                        (float) c[i + 7],
                        t[i + 7]);
            default -> throw new IllegalArgumentException("group of " + count + " terms: expected 1 ... 8");
        }
    }

    /// into = a sum of `count` terms, 1 <= count <= 7, the terms beginning at `first`, for the components from ... to -
    /// 1, plus what `into` holds.
    static void add(float[] into, int from, int to, double[] c, float[][] t, int first, int count) {
        int i = first;
        switch (count) {
            case 1 -> combine(into, from, to, (float) c[i], t[i], 1, into);
            case 2 -> combine(into, from, to, (float) c[i], t[i], (float) c[i + 1], t[i + 1], 1, into);
            case 3 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        1,
                        into);
            case 4 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        1,
                        into);
            case 5 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        1,
                        into);
            case 6 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        (float) c[i + 5],
                        t[i + 5],
                        1,
                        into);
            case 7 ->
                combine(
                        into,
                        from,
                        to,
                        (float) c[i],
                        t[i],
                        (float) c[i + 1],
                        t[i + 1],
                        (float) c[i + 2],
                        t[i + 2],
                        (float) c[i + 3],
                        t[i + 3],
                        (float) c[i + 4],
                        t[i + 4],
                        (float) c[i + 5],
                        t[i + 5],
                        (float) c[i + 6],
                        t[i + 6],
                        1,
                        into);
            default -> throw new IllegalArgumentException("group of " + count + " terms: expected 1 ... 7");
        }
    }

    static void combine(float[] into, int from, int to, float a, float[] x) {
        for (int i = from; i < to; i++) into[i] = a * x[i];
    }

    static void combine(float[] into, int from, int to, float a, float[] x, float b, float[] y) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + b * y[i];
    }

    static void combine(float[] into, int from, int to, float a, float[] x, float b, float[] y, float c, float[] z) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i]);
    }

    static void combine(
            float[] into,
            int from,
            int to,
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] u) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i]);
    }

    static void combine(
            float[] into,
            int from,
            int to,
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] u,
            float e,
            float[] v) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i]);
    }

    static void combine(
            float[] into,
            int from,
            int to,
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] u,
            float e,
            float[] v,
            float f,
            float[] w) {
        for (int i = from; i < to; i++) into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i]);
    }

    static void combine(
            float[] into,
            int from,
            int to,
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] u,
            float e,
            float[] v,
            float f,
            float[] w,
            float g,
            float[] p) {
        for (int i = from; i < to; i++)
            into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i] + g * p[i]);
    }

    static void combine(
            float[] into,
            int from,
            int to,
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] u,
            float e,
            float[] v,
            float f,
            float[] w,
            float g,
            float[] p,
            float h,
            float[] q) {
        for (int i = from; i < to; i++)
            into[i] = a * x[i] + (b * y[i] + c * z[i] + d * u[i] + e * v[i] + f * w[i] + g * p[i] + h * q[i]);
    }
}

package org.integrand.engine.space;

/// Norms of double-precision states.
///
/// Component i goes to partial sum i mod 8, the last n mod 8 components to a ninth, joined as
/// ((0+1)+(2+3))+((4+5)+(6+7))+rest: the result depends on the numbers only, never on the width of the machine's
/// vectors. When squares overflow or vanish the sum is repeated on scaled components, so a norm is infinite only
/// when it exceeds the largest double.
final class DoubleNorm {
    /// a sum of squares below this may have lost components to underflow
    private static final double TINY = 0x1p-900;

    private DoubleNorm() {}

    static double euclidean(double[] y) {
        double sum = sumOfSquares(y);
        if (sum >= TINY && sum < Double.POSITIVE_INFINITY) return Math.sqrt(sum);
        double largest = 0;
        for (double component : y) largest = Math.max(largest, Math.abs(component));
        if (largest == 0 || !Double.isFinite(largest)) return largest;
        int exponent = Math.getExponent(largest);
        double scaled = 0;
        for (double component : y) scaled += square(Math.scalb(component, -exponent));
        return Math.scalb(Math.sqrt(scaled), exponent);
    }

    static double dot(double[] a, double[] b) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, rest = 0;
        int i = 0;
        for (; i <= a.length - 8; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (; i < a.length; i++) rest += a[i] * b[i];
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /// sqrt(mean of (error_i / allowed_i)^2); NaN when a component of `error` or `after` is not finite.
    static double rootMeanSquareError(
            double[] error, double[] before, double[] after, double absolute, double relative) {
        double sum = sumOfRatios(error, before, after, absolute, relative);
        if (sum < Double.POSITIVE_INFINITY) return Math.sqrt(sum / error.length);
        double largest = largestError(error, before, after, absolute, relative);
        if (!(largest < Double.POSITIVE_INFINITY)) return largest;
        double scaled = 0; // the squares overflowed
        for (int i = 0; i < error.length; i++)
            scaled += square(ratio(error[i], before[i], after[i], absolute, relative) / largest);
        return Math.sqrt(scaled / error.length) * largest;
    }

    /// max of |error_i| / allowed_i; NaN when a component of `error` or `after` is not finite.
    static double largestError(double[] error, double[] before, double[] after, double absolute, double relative) {
        double largest = 0;
        for (int i = 0; i < error.length; i++) {
            double ratio = Math.abs(ratio(error[i], before[i], after[i], absolute, relative));
            if (ratio == Double.POSITIVE_INFINITY && Double.isInfinite(error[i])) return Double.NaN;
            largest = Math.max(largest, ratio); // NaN stays
        }
        return largest;
    }

    /// error / (absolute + relative max(|before|, |after|)), and NaN when `after` is infinite (0 times
    /// infinity). An error of exactly 0
    /// where nothing is allowed is 0, not 0 / 0.
    private static double ratio(double error, double before, double after, double absolute, double relative) {
        double allowed = absolute + relative * Math.max(Math.abs(before), Math.abs(after));
        return error / Math.max(allowed, Double.MIN_VALUE) + 0 * after;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double sumOfSquares(double[] y) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, rest = 0;
        int i = 0;
        for (; i <= y.length - 8; i += 8) {
            s0 += square(y[i]);
            s1 += square(y[i + 1]);
            s2 += square(y[i + 2]);
            s3 += square(y[i + 3]);
            s4 += square(y[i + 4]);
            s5 += square(y[i + 5]);
            s6 += square(y[i + 6]);
            s7 += square(y[i + 7]);
        }
        for (; i < y.length; i++) rest += square(y[i]);
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /// In the order of the components: the divisions take longer than one chain of additions, eight sums only spill
    /// registers (measured 2.5 against 3.8 ns a component).
    private static double sumOfRatios(
            double[] error, double[] before, double[] after, double absolute, double relative) {
        double sum = 0;
        for (int i = 0; i < error.length; i++) sum += square(ratio(error[i], before[i], after[i], absolute, relative));
        return sum;
    }
}

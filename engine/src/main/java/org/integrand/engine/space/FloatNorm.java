package org.integrand.engine.space;

/// Norms of single-precision states, summed in double precision, where squares of floats neither overflow nor
/// vanish; the same order of summation as in `DoubleNorm`.
final class FloatNorm {
    private FloatNorm() {}

    static double euclidean(float[] y) {
        return Math.sqrt(sumOfSquares(y));
    }

    /// sqrt(mean of (error_i / allowed_i)^2); NaN when a component of `error` or `after` is not finite.
    static double rootMeanSquareError(float[] error, float[] before, float[] after, double absolute, double relative) {
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
    static double largestError(float[] error, float[] before, float[] after, double absolute, double relative) {
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

    private static double sumOfSquares(float[] y) {
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

    private static double sumOfRatios(float[] error, float[] before, float[] after, double absolute, double relative) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, rest = 0;
        int i = 0;
        for (; i <= error.length - 8; i += 8) {
            s0 += square(ratio(error[i], before[i], after[i], absolute, relative));
            s1 += square(ratio(error[i + 1], before[i + 1], after[i + 1], absolute, relative));
            s2 += square(ratio(error[i + 2], before[i + 2], after[i + 2], absolute, relative));
            s3 += square(ratio(error[i + 3], before[i + 3], after[i + 3], absolute, relative));
            s4 += square(ratio(error[i + 4], before[i + 4], after[i + 4], absolute, relative));
            s5 += square(ratio(error[i + 5], before[i + 5], after[i + 5], absolute, relative));
            s6 += square(ratio(error[i + 6], before[i + 6], after[i + 6], absolute, relative));
            s7 += square(ratio(error[i + 7], before[i + 7], after[i + 7], absolute, relative));
        }
        for (; i < error.length; i++) rest += square(ratio(error[i], before[i], after[i], absolute, relative));
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }
}

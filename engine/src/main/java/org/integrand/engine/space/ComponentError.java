package org.integrand.engine.space;

/// Error norms under a tolerance with its own numbers for each component: as `DoubleNorm` and `FloatNorm` have
/// them for one pair of numbers, with two more arrays to read.
final class ComponentError {
    private ComponentError() {}

    static double norm(double[] error, double[] before, double[] after, Tolerance tolerance) {
        boolean largest = tolerance.join() == Tolerance.Join.MAXIMUM;
        double[] absolute = tolerance.absolutes();
        double[] relative = tolerance.relatives();
        if (absolute.length != error.length) throw mismatch(absolute.length, error.length);
        double sum = 0;
        double most = 0;
        for (int i = 0; i < error.length; i++) {
            double ratio = ratio(error[i], before[i], after[i], absolute[i], relative[i]);
            sum += ratio * ratio;
            most = Math.max(most, ratio); // NaN stays
        }
        if (largest || !(most < Double.POSITIVE_INFINITY)) return most;
        if (sum < Double.POSITIVE_INFINITY) return Math.sqrt(sum / error.length);
        double scaled = 0; // the squares overflowed
        for (int i = 0; i < error.length; i++) {
            double part = ratio(error[i], before[i], after[i], absolute[i], relative[i]) / most;
            scaled += part * part;
        }
        return Math.sqrt(scaled / error.length) * most;
    }

    static double norm(float[] error, float[] before, float[] after, Tolerance tolerance) {
        boolean largest = tolerance.join() == Tolerance.Join.MAXIMUM;
        double[] absolute = tolerance.absolutes();
        double[] relative = tolerance.relatives();
        if (absolute.length != error.length) throw mismatch(absolute.length, error.length);
        double sum =
                0; // squares of floats over allowances >= 1e-300 may overflow: then the step is far too long anyway
        double most = 0;
        for (int i = 0; i < error.length; i++) {
            double ratio = ratio(error[i], before[i], after[i], absolute[i], relative[i]);
            sum += ratio * ratio;
            most = Math.max(most, ratio);
        }
        return largest || !(most < Double.POSITIVE_INFINITY) ? most : Math.sqrt(sum / error.length);
    }

    /// |error| / (absolute + relative max(|before|, |after|)); NaN when `error` or `after` is not finite.
    private static double ratio(double error, double before, double after, double absolute, double relative) {
        double allowed = absolute + relative * Math.max(Math.abs(before), Math.abs(after));
        return Math.abs(error) / Math.max(allowed, Double.MIN_VALUE) + 0 * after + 0 * error;
    }

    private static IllegalArgumentException mismatch(int tolerances, int components) {
        return new IllegalArgumentException(
                "tolerance for " + tolerances + " components: expected one for each of the state's " + components);
    }
}

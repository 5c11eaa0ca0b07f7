package org.integrand.engine.quadrature.multi;

import java.util.stream.IntStream;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Goal;

/// Randomised quasi-Monte Carlo: sixteen independent scramblings of Sobol's points, 2^m each, m growing
/// until the error is small enough. The sixteen means are independent and unbiased, so their spread
/// tells the error: Student's t with 15 degrees of freedom, 99 %.
final class ScrambledMeans {
    private static final int MEANS = 16;
    private static final double STUDENT = 2.946712883338615;
    private static final long FIRST = 128;
    private static final long MOST = 1L << 30;

    private final MultipleIntegral integral;
    private final Cubature how;
    private final int n;
    private final Sequence[] sequences;

    ScrambledMeans(MultipleIntegral integral, Cubature how, long seed) {
        this.integral = integral;
        this.how = how;
        n = integral.components();
        var directions = new SobolDirections(integral.region().dimension());
        sequences = IntStream.range(0, MEANS)
                .mapToObj(k -> new Sequence(directions, Scrambling.mix(seed, k)))
                .toArray(Sequence[]::new);
    }

    Estimate run() {
        double first = Double.NaN;
        double[] mean = new double[n];
        double error = Double.POSITIVE_INFINITY;
        long points = 0;
        for (long target = FIRST; ; target *= 2) {
            if (target * MEANS > how.goal().evaluations() || target > MOST)
                return ended(mean, error, points, Ending.EVALUATION_LIMIT);
            while (points < target) {
                if (how.cancellation().pending()) return ended(mean, error, points, Ending.CANCELLED);
                long until = Math.min(target, points + (1 << 16));
                how.run(MEANS, k -> sequences[k].advance(until));
                points = until;
            }
            error = estimate(points, mean);
            if (Double.isNaN(first)) first = error;
            how.progress().at(Goal.fraction(first, error, how.goal().allowed(mean)), "error " + (float) error);
            if (gaps() > 0) return ended(mean, error, points, Ending.NON_FINITE);
            if (target > FIRST && error <= how.goal().allowed(mean))
                return ended(mean, error, points, Ending.CONVERGED);
        }
    }

    /// Writes the mean of the means; their error.
    private double estimate(long points, double[] mean) {
        double[] deviation = new double[n];
        for (int c = 0; c < n; c++) {
            double sum = 0;
            for (var one : sequences) sum += one.sum[c] / points;
            mean[c] = sum / MEANS;
            double squares = 0;
            for (var one : sequences) squares += Math.pow(one.sum[c] / points - mean[c], 2);
            double spread = STUDENT * Math.sqrt(squares / (MEANS - 1) / MEANS);
            deviation[c] = Math.max(spread, 4 * 0x1p-52 * Math.abs(mean[c]));
        }
        return how.goal().norm().of(deviation);
    }

    private long gaps() {
        long gaps = 0;
        for (var one : sequences) gaps += one.f.gaps();
        return gaps;
    }

    private Estimate ended(double[] mean, double error, long points, Ending ending) {
        return Cubature.ended(mean, error, points * MEANS, ending, gaps() > 0 ? " at " + gaps() + " points" : "");
    }

    /// One scrambling and the sum of f over its points so far.
    private final class Sequence {
        private final SobolDirections directions;
        private final long[] keys;
        private final MappedIntegrand f = new MappedIntegrand(integral);
        private final int[] digits = new int[integral.region().dimension()];
        private final double[] u = new double[digits.length];
        private final double[] value = new double[n];
        private final double[] sum = new double[n];
        private final double[] lost = new double[n]; // by rounding
        private long next;

        Sequence(SobolDirections directions, long seed) {
            this.directions = directions;
            keys = new long[digits.length];
            for (int j = 0; j < keys.length; j++) keys[j] = Scrambling.mix(seed, j);
        }

        void advance(long until) {
            for (; next < until; next++) {
                for (int j = 0; j < u.length; j++) u[j] = Scrambling.of(digits[j], keys[j]);
                f.evaluate(u, value);
                for (int c = 0; c < n; c++) { // Kahan's sum
                    double term = value[c] - lost[c];
                    double whole = sum[c] + term;
                    lost[c] = whole - sum[c] - term;
                    sum[c] = whole;
                }
                directions.advance(digits, next);
            }
        }
    }
}

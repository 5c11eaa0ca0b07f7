package org.integrand.engine.quadrature.multi;

import java.util.random.RandomGeneratorFactory;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Goal;

/// Monte Carlo: the mean over random points of the cube, in lots of 4,096 with a generator each, so
/// that threads do not matter; the number of lots doubles until the error is small enough.
final class RandomMean {
    private static final int LOT = 4096;
    private static final int FIRST = 4;
    private static final double NINETY_NINE = 2.5758293035489004;

    private final MultipleIntegral integral;
    private final Cubature how;
    private final long seed;
    private final int n;

    private final double[] mean;
    private final double[] squares; // of deviations from the mean
    private final double[] deviation;
    private long count;
    private long gaps;

    RandomMean(MultipleIntegral integral, Cubature how, long seed) {
        this.integral = integral;
        this.how = how;
        this.seed = seed;
        n = integral.components();
        mean = new double[n];
        squares = new double[n];
        deviation = new double[n];
    }

    /// The sums of a lot.
    private record Lot(double[] mean, double[] squares, long gaps) {}

    Estimate run() {
        double first = Double.NaN;
        long limit = Math.max(2, how.goal().evaluations());
        for (long lots = FIRST; ; lots *= 2) {
            long target = Math.min(lots * LOT, limit);
            while (count < target) {
                if (how.cancellation().pending()) return ended(Ending.CANCELLED);
                add(target);
            }
            double error = error();
            if (Double.isNaN(first)) first = error;
            how.progress().at(Goal.fraction(first, error, how.goal().allowed(mean)), "error " + (float) error);
            if (gaps > 0) return ended(Ending.NON_FINITE);
            if (error <= how.goal().allowed(mean)) return ended(Ending.CONVERGED);
            if (count >= limit) return ended(Ending.EVALUATION_LIMIT);
        }
    }

    /// Up to 64 lots at once.
    private void add(long target) {
        long start = count / LOT;
        int lots = (int) Math.min(64, (target - count + LOT - 1) / LOT);
        var done = new Lot[lots];
        how.run(lots, k -> done[k] = lot(start + k, (int) Math.min(LOT, target - (start + k) * LOT)));
        for (int k = 0; k < lots; k++) merge(done[k], (int) Math.min(LOT, target - (start + k) * LOT));
    }

    private Lot lot(long number, int points) {
        var f = new MappedIntegrand(integral);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(Scrambling.mix(seed, number));
        double[] u = new double[integral.region().dimension()];
        double[] value = new double[n];
        double[] lotMean = new double[n];
        double[] lotSquares = new double[n];
        for (int i = 1; i <= points; i++) {
            for (int j = 0; j < u.length; j++) u[j] = Math.max(random.nextDouble(), 0x1p-54);
            f.evaluate(u, value);
            for (int c = 0; c < n; c++) {
                double step = value[c] - lotMean[c];
                lotMean[c] += step / i;
                lotSquares[c] += step * (value[c] - lotMean[c]);
            }
        }
        return new Lot(lotMean, lotSquares, f.gaps());
    }

    private void merge(Lot lot, int points) {
        double all = count + points;
        for (int c = 0; c < n; c++) {
            double step = lot.mean()[c] - mean[c];
            mean[c] += step * points / all;
            squares[c] += lot.squares()[c] + step * step * count * points / all;
        }
        count += points;
        gaps += lot.gaps();
    }

    private double error() {
        for (int c = 0; c < n; c++) deviation[c] = NINETY_NINE * Math.sqrt(squares[c] / (count - 1.0) / count);
        return how.goal().norm().of(deviation);
    }

    private Estimate ended(Ending ending) {
        double error = count > 1 ? error() : Double.POSITIVE_INFINITY;
        return Cubature.ended(mean, error, count, ending, gaps > 0 ? " at " + gaps + " points" : "");
    }
}

package org.integrand.diffusion.s3;

import java.util.Arrays;
import java.util.SplittableRandom;

/// An estimate with the 95 % interval around it.
public record Interval(double estimate, double low, double high) {
    private static final int RESAMPLES = 2_000;
    private static final double NORMAL = 1.959964;

    /// A statistic of samples by the bootstrap: the samples are drawn again with replacement, and the interval goes
    /// from the 2.5 % to the 97.5 % quantile of what the statistic becomes. Source: B. Efron, "Bootstrap methods:
    /// another look at the jackknife", Ann. Statist. 7 (1979). Equal sample numbers draw alike.
    static Interval bootstrap(int samples, Statistic statistic) {
        int[] chosen = new int[samples];
        Arrays.setAll(chosen, i -> i);
        double estimate = statistic.of(chosen);
        var random = new SplittableRandom(samples);
        double[] found = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < samples; i++) chosen[i] = random.nextInt(samples);
            found[r] = statistic.of(chosen);
        }
        Arrays.sort(found);
        return new Interval(estimate, found[RESAMPLES / 40], found[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    /// From the values that a statistic has with each of g groups of samples left out: the delete-a-group jackknife
    /// and the normal distribution.
    static Interval jackknife(double estimate, double[] leaveOut) {
        double mean = Arrays.stream(leaveOut).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(leaveOut).map(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares * (leaveOut.length - 1) / leaveOut.length);
        return new Interval(estimate, estimate - NORMAL * error, estimate + NORMAL * error);
    }

    /// A number made of chosen samples.
    @FunctionalInterface
    interface Statistic {
        double of(int[] chosen);
    }

    /// Whether the whole interval is below 0.
    public boolean negative() {
        return high < 0;
    }
}

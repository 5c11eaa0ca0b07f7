package org.integrand.diffusion.s3;

import java.util.Arrays;

/// How far samples are from where the exact flow carries the same noises.
///
/// @param squares |x - x_reference|^2 / d, one a noise; infinite for a sample that is not finite
public record TrajectoryErrors(double[] squares) implements Measurement {
    /// The root mean square error. A few noises near the border of two basins of the flow can dominate it.
    @Override
    public double value() {
        return Math.sqrt(Arrays.stream(squares).sum() / squares.length);
    }

    /// Mean over noises of min(1, |x - x_reference|^2 / (d c^2)): a mean of bounded numbers, as a guard needs.
    @Override
    public double loss(double scale) {
        double sum = 0;
        for (double s : squares) sum += bounded(s, scale);
        return sum / squares.length;
    }

    private static double bounded(double square, double scale) {
        return Math.min(1, square / (scale * scale));
    }

    /// The error that the part `q` of the noises stays below.
    public double quantile(double q) {
        double[] sorted = squares.clone();
        Arrays.sort(sorted);
        double at = q * (sorted.length - 1);
        int below = (int) at;
        double low = Math.sqrt(sorted[below]);
        double high = Math.sqrt(sorted[Math.min(below + 1, sorted.length - 1)]);
        return low == high ? low : low + (at - below) * (high - low);
    }

    @Override
    public Interval lossDifference(Measurement other, double scale) {
        double[] others = ((TrajectoryErrors) other).squares;
        double[] differences = new double[squares.length];
        for (int i = 0; i < squares.length; i++)
            differences[i] = bounded(squares[i], scale) - bounded(others[i], scale);
        return Interval.bootstrap(squares.length, chosen -> mean(differences, chosen));
    }

    @Override
    public Interval valueDifference(Measurement other) {
        double[] others = ((TrajectoryErrors) other).squares;
        return Interval.bootstrap(
                squares.length, chosen -> Math.sqrt(mean(squares, chosen)) - Math.sqrt(mean(others, chosen)));
    }

    private static double mean(double[] values, int[] chosen) {
        double sum = 0;
        for (int i : chosen) sum += values[i];
        return sum / chosen.length;
    }
}

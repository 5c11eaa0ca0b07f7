package org.integrand.diffusion.s3;

/// The distance of a set of samples, as a whole, to a set of data.
///
/// @param value    of all samples; infinite when one is not finite
/// @param leaveOut with each of some groups of the samples left out, for the error; may be empty
public record SetDistance(double value, double[] leaveOut) implements Measurement {
    /// How many groups are left out in turn.
    static final int GROUPS = 20;

    static final SetDistance INFINITE = new SetDistance(Double.POSITIVE_INFINITY, new double[0]);

    /// min(1, distance / c), and 0 for an unbiased estimate below 0. It is no mean over samples, so what a guard
    /// promises of it is a rule of thumb.
    @Override
    public double loss(double scale) {
        return Math.clamp(value / scale, 0, 1);
    }

    /// That of the values over the scale: differences of losses are not bounded here.
    @Override
    public Interval lossDifference(Measurement other, double scale) {
        var difference = valueDifference(other);
        return new Interval(difference.estimate() / scale, difference.low() / scale, difference.high() / scale);
    }

    @Override
    public Interval valueDifference(Measurement other) {
        var that = (SetDistance) other;
        double[] differences = new double[leaveOut.length];
        for (int g = 0; g < differences.length; g++) differences[g] = leaveOut[g] - that.leaveOut[g];
        return Interval.jackknife(value - that.value, differences);
    }

    /// The first sample of a group among `count`.
    static int groupStart(int group, int count) {
        return (int) ((long) group * count / GROUPS);
    }

    static boolean finite(double[] samples, int length) {
        for (int i = 0; i < length; i++) if (!Double.isFinite(samples[i])) return false;
        return true;
    }
}

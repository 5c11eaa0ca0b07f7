package org.integrand.diffusion.schedule;

import java.util.stream.IntStream;

/// The schedule of a model trained on a table of N noise levels: level n lies at t_n = (n + 1) / N, n = 0 ... N - 1,
/// and an [Interpolation] fills the time between. Defined on 1 / N <= t <= 1: below the first level the line would
/// give alpha > 1.
///
/// What libraries call a timestep is the [#index] of a time, t N - 1. A table that ends without signal is legal: see
/// [NoiseLevel#signalless] for what can be done there.
public final class DiscreteVp implements NoiseSchedule {
    /// A lambda that is a level's up to this is taken for it.
    private static final double ROUNDING = 1e-12;

    private final NoiseTable table;
    private final Interpolation interpolation;
    private final double[] logAlpha;
    private final double[] lambda;
    private final int count;

    private DiscreteVp(NoiseTable table, Interpolation interpolation, Clip clip) {
        this.table = table;
        this.interpolation = interpolation;
        int kept = clip.kept(table);
        this.logAlpha = IntStream.range(0, kept).mapToDouble(table::logAlpha).toArray();
        this.lambda = IntStream.range(0, kept).mapToDouble(table::lambda).toArray();
        this.count = clip.policy() == Clip.Policy.STRETCH ? kept : table.size();
    }

    /// A table, what lies between its levels, and what becomes of the noisiest ones.
    public static DiscreteVp of(NoiseTable table, Interpolation interpolation, Clip clip) {
        return new DiscreteVp(table, interpolation, clip);
    }

    /// As the DPM-Solver release: ln alpha linear in time, levels with lambda < -5.1 dropped.
    public static DiscreteVp of(NoiseTable table) {
        return new DiscreteVp(table, Interpolation.LOG_ALPHA, Clip.DPM_SOLVER);
    }

    /// [NoiseTable#linear] as the DPM-Solver release has it.
    public static DiscreteVp linear(double first, double last, int count) {
        return of(NoiseTable.linear(first, last, count));
    }

    /// [NoiseTable#scaledLinear] as the DPM-Solver release has it.
    public static DiscreteVp scaledLinear(double first, double last, int count) {
        return of(NoiseTable.scaledLinear(first, last, count));
    }

    /// [NoiseTable#squaredCosine] as the DPM-Solver release has it.
    public static DiscreteVp squaredCosine(int count) {
        return of(NoiseTable.squaredCosine(count));
    }

    /// A user's betas as the DPM-Solver release has them.
    public static DiscreteVp of(double... betas) {
        return of(NoiseTable.ofBetas(betas));
    }

    /// The number of levels within the range, N unless some were clipped.
    public int levels() {
        return logAlpha.length;
    }

    /// The label of a time, t N - 1: level n has label n.
    public double index(double t) {
        return t * count - 1;
    }

    /// The time of a label, (index + 1) / N.
    public double timeOfIndex(double index) {
        return (index + 1) / count;
    }

    @Override
    public double logAlpha(double t) {
        int n = segment(t);
        return interpolation.logAlpha(logAlpha[n], logAlpha[n + 1], index(t) - n);
    }

    @Override
    public double sigma(double t) {
        int n = segment(t);
        return interpolation.sigma(logAlpha[n], logAlpha[n + 1], index(t) - n);
    }

    /// The segment n ... n + 1 that holds a time; beyond the ends the outermost segments are continued.
    private int segment(double t) {
        return Math.clamp((long) Math.floor(index(t)), 0, logAlpha.length - 2);
    }

    @Override
    public double time(double value) {
        int n = segmentOf(value);
        return timeOfIndex(n + interpolation.fraction(logAlpha[n], logAlpha[n + 1], value));
    }

    /// The segment that holds a value of the decreasing lambdas, by bisection.
    private int segmentOf(double value) {
        int low = 0;
        int high = lambda.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (lambda[middle] >= value) low = middle;
            else high = middle;
        }
        return low;
    }

    /// The lambdas of the levels.
    @Override
    public double[] knots(double low, double high) {
        int first = segmentOf(high);
        int last = segmentOf(low) + 1;
        return IntStream.iterate(last, n -> n >= first, n -> n - 1)
                .mapToDouble(n -> lambda[n])
                .filter(value -> low + ROUNDING < value && value < high - ROUNDING)
                .toArray();
    }

    @Override
    public double tMin() {
        return timeOfIndex(0);
    }

    @Override
    public double tMax() {
        return timeOfIndex(logAlpha.length - 1);
    }

    @Override
    public String toString() {
        return "discrete " + table + " with " + logAlpha.length + " levels";
    }
}

package org.integrand.diffusion.diffusers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Which of the labels 0 ... N - 1 a run of n steps visits, decreasing. Half-way cases round to even.
enum TimestepSpacing {
    /// evenly from end to end
    LINSPACE,
    /// multiples of a whole stride, shifted by `steps_offset`; the noisiest labels are left out
    LEADING,
    /// from the last label downwards; the least noisy ones are left out
    TRAILING;

    static TimestepSpacing of(SchedulerConfig config) {
        return valueOf(config.choice("timestep_spacing", List.of("linspace", "leading", "trailing"))
                .toUpperCase(java.util.Locale.ROOT));
    }

    /// The labels of solvers whose grid has n + 1 points, of which the last, label 0 or so, is not visited.
    ///
    /// @param last labels 0 ... last - 1 are allowed, others are clipped
    double[] withoutEnd(int last, int steps, int count, int offset) {
        return switch (this) {
            case LINSPACE -> Arrays.copyOf(rounded(linspace(last - 1, steps + 1)), steps);
            case LEADING ->
                IntStream.iterate(steps, i -> i >= 1, i -> i - 1)
                        .mapToDouble(i -> (double) i * (last / (steps + 1)) + offset)
                        .toArray();
            case TRAILING -> trailing(last, steps, count);
        };
    }

    /// The labels of solvers whose grid has n points.
    ///
    /// @param whole whether labels are rounded; else they are single precision numbers, as diffusers keeps them
    double[] withEnd(int steps, int count, int offset, boolean whole) {
        return switch (this) {
            case LINSPACE -> whole ? rounded(linspace(count - 1, steps)) : single(linspace(count - 1, steps));
            case LEADING ->
                IntStream.iterate(steps - 1, i -> i >= 0, i -> i - 1)
                        .mapToDouble(i -> (double) i * (count / steps) + offset)
                        .toArray();
            case TRAILING -> trailing(count, steps, count);
        };
    }

    /// last, ..., 0 in equal steps.
    private static double[] linspace(int last, int points) {
        if (points == 1) return new double[] {0};
        double step = (double) last / (points - 1);
        return IntStream.range(0, points)
                .mapToDouble(i -> i == 0 ? last : (points - 1 - i) * step)
                .toArray();
    }

    /// last, last - N / n, ..., above 0; minus 1.
    private static double[] trailing(int last, int steps, int count) {
        double stride = last - (last - (double) count / steps);
        int points = (int) Math.ceil(last / ((double) count / steps));
        return IntStream.range(0, points)
                .mapToDouble(i -> Math.rint(last - i * stride) - 1)
                .toArray();
    }

    private static double[] rounded(double[] labels) {
        return Arrays.stream(labels).map(Math::rint).toArray();
    }

    private static double[] single(double[] labels) {
        return Arrays.stream(labels).map(t -> (float) t).toArray();
    }
}

package org.integrand.diffusion.usf;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Empirical statistics of a model on an even grid of lambda, each with a number for each component of a
/// sample, or one for all: l says how much of x is in sigma eps, s and b how the rest,
/// f = (sigma eps - l x) / alpha, changes along the flow, df / dlambda being near s f + b.
///
/// A time is looked up at the nearest point of the grid (half to even). With the trapezoidal sums from the
/// noisy end L = int l, S = int s, B = int e^-S b, values of f are carried along by
/// g_p = e^(S_s - S_p) f_p - e^(S_s) (B_p - B_s).
/// Source: K. Zheng, C. Lu, J. Chen, J. Zhu, "DPM-Solver-v3", NeurIPS 2023 (arXiv 2310.13268), section 3.
public final class EmpiricalStatistics {
    private final double first;
    private final double last;
    private final double[][] l;
    private final double[][] s;
    private final double[][] b;
    /// L, S and B of the formulas above, [grid point][component]
    final double[][] sumL;

    final double[][] sumS;
    final double[][] sumB;

    private EmpiricalStatistics(double first, double last, double[][] l, double[][] s, double[][] b) {
        this.first = first;
        this.last = last;
        this.l = l;
        this.s = s;
        this.b = b;
        this.sumL = sums(l);
        this.sumS = sums(s);
        double[][] decayed = new double[b.length][];
        for (int i = 0; i < b.length; i++) {
            double[] row = b[i];
            double[] before = sumS[i];
            decayed[i] = IntStream.range(0, row.length)
                    .mapToDouble(c -> Math.exp(-before[c]) * row[c])
                    .toArray();
        }
        this.sumB = sums(decayed);
    }

    /// @param first lambda of the first, noisiest point
    /// @param last  lambda of the last point
    /// @param l     [grid point][component]; s and b alike
    /// @throws IllegalArgumentException when the sizes differ, or a number is not finite
    public static EmpiricalStatistics of(double first, double last, double[][] l, double[][] s, double[][] b) {
        if (!(first < last && Double.isFinite(first) && Double.isFinite(last)))
            throw new IllegalArgumentException(
                    "statistics: lambda from " + first + " to " + last + ", expected the noisier end first");
        if (l.length < 2 || s.length != l.length || b.length != l.length)
            throw new IllegalArgumentException("statistics: l, s and b at " + l.length + ", " + s.length + " and "
                    + b.length + " points, expected the same number, at least 2");
        return new EmpiricalStatistics(
                first, last, checked("l", l, l[0].length), checked("s", s, l[0].length), checked("b", b, l[0].length));
    }

    private static double[][] checked(String name, double[][] rows, int size) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != size || size == 0)
                throw new IllegalArgumentException("statistics: " + name + " of " + rows[i].length
                        + " components at point " + i + ", expected " + Math.max(size, 1));
            for (double value : rows[i])
                if (!Double.isFinite(value))
                    throw new IllegalArgumentException(
                            "statistics: " + name + " is " + value + " at point " + i + ", expected finite numbers");
        }
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private double[][] sums(double[][] rows) {
        double[][] sums = new double[rows.length][size()];
        for (int i = 1; i < rows.length; i++)
            for (int c = 0; c < size(); c++)
                sums[i][c] = sums[i - 1][c] + spacing() / 2 * (rows[i - 1][c] + rows[i][c]);
        return sums;
    }

    /// Grid points.
    public int points() {
        return l.length;
    }

    /// Components of a sample, 1 for one number for all.
    public int size() {
        return l[0].length;
    }

    /// lambda of the noisiest point.
    public double first() {
        return first;
    }

    /// lambda of the last point.
    public double last() {
        return last;
    }

    /// l, [grid point][component]; a copy.
    public double[][] l() {
        return checked("l", l, size());
    }

    /// s, [grid point][component]; a copy.
    public double[][] s() {
        return checked("s", s, size());
    }

    /// b, [grid point][component]; a copy.
    public double[][] b() {
        return checked("b", b, size());
    }

    double spacing() {
        return (last - first) / (points() - 1);
    }

    /// The grid point nearest to a noise level.
    /// @throws IllegalArgumentException when it lies more than a spacing outside the grid
    int index(NoiseLevel at) {
        double place = (at.halfLogSnr() - first) / spacing();
        if (!(place > -1 && place < points()))
            throw new IllegalArgumentException("statistics from lambda " + first + " to " + last
                    + ": expected them to reach lambda " + at.halfLogSnr() + ", t " + at.t());
        return Math.clamp((int) Math.rint(place), 0, points() - 1);
    }

    /// Whether a step between two noise levels is long enough for the grid: both ends must have points of their own.
    ///
    /// @throws IllegalArgumentException when one lies more than a spacing outside the grid
    public boolean separates(NoiseLevel from, NoiseLevel to) {
        return index(from) != index(to);
    }

    /// constant + factor l at a noise level.
    PerComponent linear(NoiseLevel at, double constant, double factor) {
        return PerComponent.of(Arrays.stream(l[index(at)])
                .map(value -> constant + factor * value)
                .toArray());
    }
}

package org.integrand.engine.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Statistics;

/// Sums over the paths so far of the first four powers of y - c at each saved time, c the first path's state there:
/// near
/// enough to the mean that the moments come out of them without loss, and the same for all blocks, so that
/// sums of blocks just add.
final class PathSums {
    private static final int POWERS = 4;

    private final List<Sample<double[]>> first;
    private final double[][][] sums; // [time][power - 1][variable]
    private final List<List<Sample<double[]>>> kept = new ArrayList<>();
    private Statistics statistics = Statistics.NONE;
    private long paths;

    PathSums(List<Sample<double[]>> first) {
        this.first = first;
        sums = first.stream()
                .map(sample -> new double[POWERS][sample.state().length])
                .toArray(double[][][]::new);
    }

    /// Of no paths yet, about the same origin.
    PathSums empty() {
        return new PathSums(first);
    }

    long paths() {
        return paths;
    }

    List<List<Sample<double[]>>> kept() {
        return kept;
    }

    Statistics statistics() {
        return statistics;
    }

    /// @throws IllegalStateException when the path saved at other times than the first
    void add(List<Sample<double[]>> states, long path, Statistics cost, boolean keep) {
        if (states.size() != first.size())
            throw new IllegalStateException("path " + path + " saved " + states.size()
                    + " states: expected those of the first path, " + first.size());
        for (int k = 0; k < sums.length; k++) {
            double t = states.get(k).t();
            if (t != first.get(k).t())
                throw new IllegalStateException(
                        "path " + path + " saved at t = " + t + ": expected the times of the first path, here "
                                + first.get(k).t() + " (give times to save at)");
            add(sums[k], first.get(k).state(), states.get(k).state());
        }
        statistics = statistics.plus(cost);
        if (keep) kept.add(states);
        paths++;
    }

    private static void add(double[][] powers, double[] origin, double[] y) {
        for (int i = 0; i < y.length; i++) {
            double d = y[i] - origin[i];
            double power = 1;
            for (int p = 0; p < POWERS; p++) {
                power *= d;
                powers[p][i] += power;
            }
        }
    }

    void add(PathSums other) {
        for (int k = 0; k < sums.length; k++)
            for (int p = 0; p < POWERS; p++)
                for (int i = 0; i < sums[k][p].length; i++) sums[k][p][i] += other.sums[k][p][i];
        statistics = statistics.plus(other.statistics);
        kept.addAll(other.kept);
        paths += other.paths;
    }

    List<Moments> moments() {
        return IntStream.range(0, sums.length).mapToObj(this::moments).toList();
    }

    private Moments moments(int k) {
        int n = sums[k][0].length;
        double[] mean = new double[n];
        double[] variance = new double[n];
        double[] varianceError = new double[n];
        for (int i = 0; i < n; i++) {
            double m1 = sums[k][0][i] / paths;
            double m2 = sums[k][1][i] / paths;
            double m3 = sums[k][2][i] / paths;
            double m4 = sums[k][3][i] / paths;
            double second = Math.max(0, m2 - m1 * m1);
            double fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
            mean[i] = first.get(k).state()[i] + m1;
            variance[i] = second * paths / (paths - 1);
            varianceError[i] = Math.sqrt(Math.max(0, fourth - second * second) / paths);
        }
        return new Moments(first.get(k).t(), paths, mean, variance, varianceError);
    }
}

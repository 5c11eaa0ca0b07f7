package org.integrand.search.predict;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Values replaced by their relative ranks: what a predictor of order has to learn, whatever the scale.
final class Ranks {
    private Ranks() {}

    /// Of each sample the part of its group that scored less, ties halved, minus 1/2: in (-1/2, 1/2), mean 0.
    static double[] of(List<Sample> samples) {
        double[] ranks = new double[samples.size()];
        int[] groups =
                samples.stream().mapToInt(Sample::group).sorted().distinct().toArray();
        for (int group : groups) {
            int[] order = IntStream.range(0, ranks.length)
                    .filter(i -> samples.get(i).group() == group)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> samples.get(i).value()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int from = 0; from < order.length; ) {
                int to = from;
                while (to < order.length
                        && samples.get(order[to]).value()
                                == samples.get(order[from]).value()) to++;
                double rank = (from + to) / 2.0 / order.length - 0.5;
                for (int i = from; i < to; i++) ranks[order[i]] = rank;
                from = to;
            }
        }
        return ranks;
    }

    /// Mean and 1 / standard deviation of each column over all rows; a constant column gets factor 0.
    record Scaling(double[] mean, double[] factor) {
        static Scaling of(List<double[]> rows) {
            int width = rows.getFirst().length;
            double[] mean = new double[width];
            double[] factor = new double[width];
            for (double[] row : rows) for (int k = 0; k < width; k++) mean[k] += row[k] / rows.size();
            for (double[] row : rows)
                for (int k = 0; k < width; k++) factor[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / rows.size();
            for (int k = 0; k < width; k++)
                factor[k] = factor[k] > 1e-24 * (1 + mean[k] * mean[k]) ? 1 / Math.sqrt(factor[k]) : 0;
            return new Scaling(mean, factor);
        }

        double[] apply(double[] row) {
            if (row.length != mean.length)
                throw new IllegalArgumentException(
                        "row of " + row.length + " features: expected " + mean.length + ", as the samples had");
            double[] scaled = new double[row.length];
            Arrays.setAll(scaled, k -> (row[k] - mean[k]) * factor[k]);
            return scaled;
        }
    }
}

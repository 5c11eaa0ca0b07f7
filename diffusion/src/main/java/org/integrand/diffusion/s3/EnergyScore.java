package org.integrand.diffusion.s3;

import static org.integrand.diffusion.s3.SetDistance.GROUPS;
import static org.integrand.diffusion.s3.SetDistance.groupStart;

/// ED: the energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'| of samples X and data Y, by its unbiased estimate (pairs
/// of different samples only), which may be below 0. O(n^2 d).
/// Source: G. J. Szekely, M. L. Rizzo, "Energy statistics", J. Statist. Plann. Inference 143 (2013).
public final class EnergyScore implements Score {
    private final double[] data;
    private final int dimension;
    private final double withinData;

    /// @param data `[sample][component]`, at least two samples
    public EnergyScore(double[] data, int dimension) {
        if (data.length < 2 * dimension)
            throw new IllegalArgumentException(
                    "data of " + data.length / dimension + " samples: expected at least 2 for an energy distance");
        this.data = data.clone();
        this.dimension = dimension;
        int n = data.length / dimension;
        withinData = 2 * pairs(data, 0, n) / ((double) n * (n - 1));
    }

    @Override
    public int least() {
        return 2;
    }

    @Override
    public SetDistance measure(double[] samples, int count) {
        if (!SetDistance.finite(samples, count * dimension)) return SetDistance.INFINITE;
        double across = across(samples, 0, count);
        double within = pairs(samples, 0, count);
        return new SetDistance(distance(across, within, count), new double[0]);
    }

    @Override
    public SetDistance measureClosely(double[] samples, int count) {
        if (!SetDistance.finite(samples, count * dimension) || count < 2 * GROUPS) return measure(samples, count);
        double[] across = new double[GROUPS];
        double[] touching = new double[GROUPS]; // pairs with at least one end in the group
        double allAcross = 0;
        double allWithin = 0;
        for (int g = 0; g < GROUPS; g++) {
            int from = groupStart(g, count);
            int to = groupStart(g + 1, count);
            across[g] = across(samples, from, to);
            allAcross += across[g];
            double inside = pairs(samples, from, to);
            touching[g] += inside;
            allWithin += inside;
            for (int h = 0; h < g; h++) {
                double between = between(samples, from, to, samples, groupStart(h, count), groupStart(h + 1, count));
                touching[g] += between;
                touching[h] += between;
                allWithin += between;
            }
        }
        double[] leaveOut = new double[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            int left = count - (groupStart(g + 1, count) - groupStart(g, count));
            leaveOut[g] = distance(allAcross - across[g], allWithin - touching[g], left);
        }
        return new SetDistance(distance(allAcross, allWithin, count), leaveOut);
    }

    private double distance(double across, double within, int count) {
        int n = data.length / dimension;
        return 2 * across / ((double) count * n) - 2 * within / ((double) count * (count - 1)) - withinData;
    }

    private double across(double[] samples, int from, int to) {
        return between(samples, from, to, data, 0, data.length / dimension);
    }

    /// Sum of the distances between some samples of one set and some of another.
    private double between(double[] x, int from, int to, double[] y, int first, int last) {
        double sum = 0;
        for (int i = from; i < to; i++) for (int k = first; k < last; k++) sum += distance(x, i, y, k);
        return sum;
    }

    /// Sum over pairs i > k.
    private double pairs(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) for (int k = from; k < i; k++) sum += distance(x, i, x, k);
        return sum;
    }

    private double distance(double[] x, int i, double[] y, int k) {
        double square = 0;
        int a = i * dimension;
        int b = k * dimension;
        for (int j = 0; j < dimension; j++) {
            double e = x[a + j] - y[b + j];
            square += e * e;
        }
        return Math.sqrt(square);
    }
}

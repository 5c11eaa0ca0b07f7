package org.integrand.diffusion.s3;

import static org.integrand.diffusion.s3.SetDistance.GROUPS;
import static org.integrand.diffusion.s3.SetDistance.groupStart;

import java.util.Arrays;
import java.util.SplittableRandom;

/// SW: the sliced Wasserstein-2 distance of samples and data, sqrt(mean over projections of W_2^2 of what is
/// projected),
/// over fixed random directions. In one dimension W_2^2 is the integral of the squared difference of the quantile
/// functions, also for sets of different sizes. Two finite sets of one distribution are not at distance 0: compare at
/// equal sizes.
/// Source: N. Bonneel, J. Rabin, G. Peyre, H. Pfister, "Sliced and Radon Wasserstein barycenters of measures",
/// J. Math. Imaging Vision 51 (2015).
public final class SlicedScore implements Score {
    /// What is usual.
    public static final int PROJECTIONS = 128;

    private final int dimension;
    private final double[][] directions;
    private final double[][] data; // [projection][rank]

    /// @param data        `[sample][component]`, at least one sample
    /// @param projections at least 128
    /// @param seed        of the directions
    public SlicedScore(double[] data, int dimension, int projections, long seed) {
        if (projections < PROJECTIONS)
            throw new IllegalArgumentException("projections " + projections + ": expected at least " + PROJECTIONS);
        this.dimension = dimension;
        var random = new SplittableRandom(seed);
        directions = new double[projections][dimension];
        for (double[] direction : directions) {
            double square = 0;
            for (int j = 0; j < dimension; j++) {
                direction[j] = random.nextGaussian();
                square += direction[j] * direction[j];
            }
            for (int j = 0; j < dimension; j++) direction[j] /= Math.sqrt(square);
        }
        this.data = new double[projections][];
        for (int p = 0; p < projections; p++) {
            this.data[p] = projected(data, data.length / dimension, directions[p]);
            Arrays.sort(this.data[p]);
        }
    }

    @Override
    public SetDistance measure(double[] samples, int count) {
        if (!SetDistance.finite(samples, count * dimension)) return SetDistance.INFINITE;
        double sum = 0;
        for (int p = 0; p < directions.length; p++) {
            double[] line = projected(samples, count, directions[p]);
            Arrays.sort(line);
            sum += squared(line, data[p]);
        }
        return new SetDistance(Math.sqrt(sum / directions.length), new double[0]);
    }

    @Override
    public SetDistance measureClosely(double[] samples, int count) {
        var all = measure(samples, count);
        if (!Double.isFinite(all.value()) || count < 2 * GROUPS) return all;
        double[] leaveOut = new double[GROUPS];
        for (int p = 0; p < directions.length; p++) {
            double[] line = projected(samples, count, directions[p]);
            for (int g = 0; g < GROUPS; g++) {
                int from = groupStart(g, count);
                int to = groupStart(g + 1, count);
                double[] rest = new double[count - (to - from)];
                System.arraycopy(line, 0, rest, 0, from);
                System.arraycopy(line, to, rest, from, count - to);
                Arrays.sort(rest);
                leaveOut[g] += squared(rest, data[p]) / directions.length;
            }
        }
        for (int g = 0; g < GROUPS; g++) leaveOut[g] = Math.sqrt(leaveOut[g]);
        return new SetDistance(all.value(), leaveOut);
    }

    private double[] projected(double[] samples, int count, double[] direction) {
        double[] line = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) sum += direction[j] * samples[i * dimension + j];
            line[i] = sum;
        }
        return line;
    }

    /// Integral over u in [0, 1] of (F^-1(u) - G^-1(u))^2 for two sorted sets.
    static double squared(double[] x, double[] y) {
        double sum = 0;
        double done = 0;
        int i = 0;
        int k = 0;
        while (i < x.length && k < y.length) {
            long left = (long) (i + 1) * y.length; // of (i + 1) / |x| and (k + 1) / |y| over |x| |y|
            long right = (long) (k + 1) * x.length;
            double next = (double) Math.min(left, right) / ((double) x.length * y.length);
            double e = x[i] - y[k];
            sum += (next - done) * e * e;
            done = next;
            if (left <= right) i++;
            if (right <= left) k++;
        }
        return sum;
    }
}

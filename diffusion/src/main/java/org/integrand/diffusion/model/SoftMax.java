package org.integrand.diffusion.model;

import java.util.Arrays;

/// Sums over a set of samples y_i weighted by a soft-max of squared distances, w_i = exp(-c |z - y_i|^2), for a few
/// states z at once and in one pass over the set: when a nearer sample turns up, what has been summed so far is scaled
/// down. The largest weight is 1, so nothing overflows, and however large c is the nearest sample counts.
/// Source of the one-pass form: M. Milakov, N. Gimelshein, "Online normalizer calculation for softmax", arXiv
/// 1805.02867.
///
/// 3 N d operations a state for the distances, 2 d for each sample that is not negligible; the loops run over the
/// samples of a chunk, a vector of them at a time. Distances are summed from differences: |z|^2 - 2 z y + |y|^2 would
/// lose the digits that decide at small noise.
///
/// @param samples   the set
/// @param sharpness c >= 0
record SoftMax(SampleSet samples, double sharpness) {
    /// samples a chunk
    private static final int LANES = 128;
    /// components a tile: a tile of all lanes stays in the cache while the states pass over it
    private static final int TILE = 32;
    /// a weight below e^-40 / N changes no digit of a sum
    private static final double NEGLIGIBLE = -40;

    /// Sums over the set, for several states.
    interface Sums {
        /// All sums of the state so far times a factor.
        void scale(int state, double factor);

        /// Adds sample y with a weight.
        void add(int state, double weight, double[] y);
    }

    /// Gives every sample that is not negligible to the sums of every state.
    void stream(double[][] states, Sums sums) {
        var tile = new double[TILE][LANES];
        var piece = new double[TILE];
        var y = new double[samples.dimension()];
        var weights = new double[states.length][LANES];
        var nearest = new double[states.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int first = 0; first < samples.count(); first += LANES) {
            int lanes = Math.min(LANES, samples.count() - first);
            distances(first, lanes, states, tile, piece, weights);
            for (int k = 0; k < states.length; k++) {
                double least = least(weights[k], lanes, nearest[k]);
                if (least < nearest[k] && first > 0) sums.scale(k, Math.exp(sharpness * (least - nearest[k])));
                nearest[k] = least;
                weigh(weights[k], lanes, least);
            }
            for (int lane = 0; lane < lanes; lane++) {
                if (!counts(weights, lane)) continue;
                samples.read(first + lane, 0, y.length, y);
                for (int k = 0; k < states.length; k++) if (weights[k][lane] != 0) sums.add(k, weights[k][lane], y);
            }
        }
    }

    /// into[k][lane] = |z_k - y|^2.
    private void distances(int first, int lanes, double[][] states, double[][] tile, double[] piece, double[][] into) {
        for (double[] row : into) Arrays.fill(row, 0);
        int dimension = samples.dimension();
        for (int from = 0; from < dimension; from += TILE) {
            int to = Math.min(from + TILE, dimension);
            for (int lane = 0; lane < lanes; lane++) {
                samples.read(first + lane, from, to, piece);
                for (int j = 0; j < to - from; j++) tile[j][lane] = piece[j];
            }
            for (int k = 0; k < states.length; k++) {
                int j = from;
                for (; j + 4 <= to; j += 4)
                    addFour(
                            states[k],
                            j,
                            tile[j - from],
                            tile[j - from + 1],
                            tile[j - from + 2],
                            tile[j - from + 3],
                            into[k]);
                for (; j < to; j++) addOne(states[k][j], tile[j - from], into[k]);
            }
        }
    }

    private static void addFour(double[] z, int at, double[] a, double[] b, double[] c, double[] d, double[] into) {
        double za = z[at];
        double zb = z[at + 1];
        double zc = z[at + 2];
        double zd = z[at + 3];
        for (int i = 0; i < into.length; i++)
            into[i] += ((za - a[i]) * (za - a[i]) + (zb - b[i]) * (zb - b[i]))
                    + ((zc - c[i]) * (zc - c[i]) + (zd - d[i]) * (zd - d[i]));
    }

    private static void addOne(double z, double[] a, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] += (z - a[i]) * (z - a[i]);
    }

    private static double least(double[] distances, int lanes, double sofar) {
        double least = sofar;
        for (int i = 0; i < lanes; i++) if (distances[i] < least) least = distances[i];
        return least;
    }

    /// Distances become weights, 0 where they are negligible.
    private void weigh(double[] distances, int lanes, double least) {
        double limit = NEGLIGIBLE - Math.log(samples.count());
        for (int i = 0; i < lanes; i++) {
            double exponent = -sharpness * (distances[i] - least);
            distances[i] = exponent < limit ? 0 : Math.exp(exponent);
        }
    }

    private static boolean counts(double[][] weights, int lane) {
        for (double[] w : weights) if (w[lane] != 0) return true;
        return false;
    }

    /// sum_i w_i y_i / sum_i w_i.
    static final class Mean implements Sums {
        private final double[][] sum;
        private final double[] weight;

        Mean(int states, int dimension) {
            sum = new double[states][dimension];
            weight = new double[states];
        }

        @Override
        public void scale(int state, double factor) {
            weight[state] *= factor;
            times(sum[state], factor);
        }

        @Override
        public void add(int state, double w, double[] y) {
            weight[state] += w;
            plus(sum[state], w, y);
        }

        double[][] result() {
            for (int k = 0; k < sum.length; k++) times(sum[k], 1 / weight[k]);
            return sum;
        }
    }

    /// sum_i w_i (y_i - m) ((y_i - m) c) / sum_i w_i: the covariance times c, where m is the mean.
    static final class Covariance implements Sums {
        private final double[][] mean;
        private final double[][] c;
        private final double[][] sum;
        private final double[] weight;
        private final double[] difference;

        Covariance(double[][] mean, double[][] c) {
            this.mean = mean;
            this.c = c;
            sum = new double[mean.length][mean[0].length];
            weight = new double[mean.length];
            difference = new double[mean[0].length];
        }

        @Override
        public void scale(int state, double factor) {
            weight[state] *= factor;
            times(sum[state], factor);
        }

        @Override
        public void add(int state, double w, double[] y) {
            double along = 0;
            for (int j = 0; j < y.length; j++) {
                difference[j] = y[j] - mean[state][j];
                along += difference[j] * c[state][j];
            }
            weight[state] += w;
            plus(sum[state], w * along, difference);
        }

        double[][] result() {
            for (int k = 0; k < sum.length; k++) times(sum[k], 1 / weight[k]);
            return sum;
        }
    }

    private static void times(double[] sum, double factor) {
        for (int j = 0; j < sum.length; j++) sum[j] *= factor;
    }

    private static void plus(double[] sum, double w, double[] y) {
        for (int j = 0; j < sum.length; j++) sum[j] += w * y[j];
    }
}

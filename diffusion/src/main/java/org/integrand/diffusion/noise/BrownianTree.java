package org.integrand.diffusion.noise;

import org.integrand.diffusion.schedule.NoiseLevel;

/// A virtual Brownian tree: one Brownian path W(lambda) a component, of which any increment can be asked,
/// so that a finer grid follows the path of a coarser one and a stochastic sampler has a limit sample by
/// sample.
///
/// The path lives on lambda = ln(alpha / sigma) in -16 ... 16 and is never stored: W at a point is found by
/// bisection, the middle of each interval from its ends by the Brownian bridge, W(m) = (W(a) + W(b)) / 2 +
/// sqrt(b - a) / 2 xi, with xi keyed by (seed, sample, interval). After 28 halvings it is interpolated
/// linearly. A draw is the increment over its part of the path divided by the root of its length.
///
/// Noise that is added (churn: `to` noisier than `from`) belongs to no part of the path and is drawn
/// independently.
/// Source: X. Li, T.-K. Wong, R. Chen, D. Duvenaud, "Scalable gradients for stochastic differential
/// equations", AISTATS 2020, algorithm 3.
public final class BrownianTree implements NoiseSource<double[]> {
    private static final double LOWEST = -16;
    private static final double HIGHEST = 16;
    private static final int HALVINGS = 28;

    private final KeyedNoise added;
    private final long seed;
    private final long first;
    private final int length;
    private double knownAt = Double.NaN;
    private double[] known = {};

    /// A tree serves one batch and one thread.
    ///
    /// @param first  index of the batch's first sample
    /// @param length numbers a sample
    public BrownianTree(long seed, long first, int length) {
        this.added = new KeyedNoise(seed, first, length);
        this.seed = KeyedNoise.mixed(~seed);
        this.first = first;
        this.length = length;
    }

    /// For batches of floats: the same numbers, rounded.
    public NoiseSource<float[]> floats() {
        return NoiseSource.rounded(this);
    }

    @Override
    public void fill(int step, int slot, NoiseLevel from, NoiseLevel to, double[] into) {
        double a = from.halfLogSnr();
        double b = to.halfLogSnr();
        if (b <= a) {
            added.fill(step, slot, into);
            return;
        }
        if (!(a >= LOWEST && b <= HIGHEST))
            throw new IllegalArgumentException(
                    "Brownian tree: lambda " + (a < LOWEST ? a : b) + ", expected " + LOWEST + " ... " + HIGHEST);
        double[] begin = path(a, into.length);
        double[] end = path(b, into.length);
        double scale = 1 / Math.sqrt(b - a);
        for (int i = 0; i < into.length; i++) into[i] = scale * (end[i] - begin[i]);
        known = end; // the next step begins here
        knownAt = b;
    }

    private double[] path(double lambda, int size) {
        if (lambda == knownAt && known.length == size) return known;
        double[] w = new double[size];
        for (int i = 0; i < size / length; i++) path(lambda, first + i, w, i * length);
        return w;
    }

    /// W(lambda) of one sample: all components go down the tree together.
    private void path(double lambda, long sample, double[] into, int at) {
        double[] left = new double[length];
        double[] right = new double[length];
        double a = LOWEST;
        double b = HIGHEST;
        long node = 1;
        var random = KeyedNoise.generator(key(sample, 0));
        for (int j = 0; j < length; j++) right[j] = Math.sqrt(b - a) * random.nextGaussian();
        for (int depth = 0; depth < HALVINGS; depth++) {
            random = KeyedNoise.generator(key(sample, node));
            double middle = (a + b) / 2;
            double spread = Math.sqrt(b - a) / 2;
            boolean low = lambda < middle;
            double[] replaced = low ? right : left;
            for (int j = 0; j < length; j++) replaced[j] = (left[j] + right[j]) / 2 + spread * random.nextGaussian();
            if (low) b = middle;
            else a = middle;
            node = 2 * node + (low ? 0 : 1);
        }
        double f = (lambda - a) / (b - a);
        for (int j = 0; j < length; j++) into[at + j] = left[j] + f * (right[j] - left[j]);
    }

    private long key(long sample, long node) {
        return KeyedNoise.mixed(KeyedNoise.mixed(seed + sample) + node);
    }
}

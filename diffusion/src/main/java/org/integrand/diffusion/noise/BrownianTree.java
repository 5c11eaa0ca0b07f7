package org.integrand.diffusion.noise;

import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.engine.noise.BrownianBridge;
import org.integrand.engine.noise.KeyedGenerator;

/// A virtual Brownian tree: one Brownian path W(lambda) a component, of which any increment can be asked,
/// so that a finer grid follows the path of a coarser one and a stochastic sampler has a limit sample by
/// sample.
///
/// The path lives on lambda = ln(alpha / sigma) in -16 ... 16: a [BrownianBridge] keyed by (seed, sample), linear
/// after 28 halvings. A draw is the increment over its part of the path divided by the root of its length.
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
    private final BrownianBridge bridge;
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
        bridge = new BrownianBridge(KeyedGenerator.mixed(~seed), LOWEST, HIGHEST, HALVINGS);
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
        for (int i = 0; i < size / length; i++) bridge.at(first + i, lambda, w, i * length, length);
        return w;
    }
}

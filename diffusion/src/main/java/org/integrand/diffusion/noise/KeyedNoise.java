package org.integrand.diffusion.noise;

import static org.integrand.engine.noise.KeyedGenerator.mixed;

import org.integrand.engine.noise.KeyedGenerator;

/// Independent noise keyed by (seed, sample, step, slot): each draw of each sample has a generator of its
/// own, so neither the batch that a sample is in nor the order or the threads of the run change its
/// numbers.
///
/// @param seed   of everything
/// @param first  index of the batch's first sample
/// @param length numbers a sample
public record KeyedNoise(long seed, long first, int length) {
    public KeyedNoise {
        if (length < 1) throw new IllegalArgumentException("sample length " + length + ": expected at least 1");
    }

    /// For batches of doubles.
    public NoiseSource<double[]> doubles() {
        return (step, slot, _, _, into) -> fill(step, slot, into);
    }

    /// For batches of floats: the same numbers, rounded.
    public NoiseSource<float[]> floats() {
        return NoiseSource.rounded(doubles());
    }

    void fill(int step, int slot, double[] into) {
        var random = new KeyedGenerator();
        for (int i = 0; i < into.length / length; i++) {
            random.at(key(first + i, step, slot));
            for (int j = 0; j < length; j++) into[i * length + j] = random.nextGaussian();
        }
    }

    private long key(long sample, int step, int slot) {
        return mixed(mixed(mixed(seed) + sample) + 128L * step + slot + 1);
    }
}

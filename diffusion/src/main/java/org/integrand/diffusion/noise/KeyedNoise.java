package org.integrand.diffusion.noise;

import java.util.SplittableRandom;

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
        for (int i = 0; i < into.length / length; i++) {
            var random = generator(key(first + i, step, slot));
            for (int j = 0; j < length; j++) into[i * length + j] = random.nextGaussian();
        }
    }

    private long key(long sample, int step, int slot) {
        return mixed(mixed(mixed(seed) + sample) + 128L * step + slot + 1);
    }

    static SplittableRandom generator(long key) {
        return new SplittableRandom(key);
    }

    /// A step of the golden ratio, then the finaliser of SplitMix64. Source: Steele, Lea, Flood, "Fast
    /// splittable pseudorandom number generators", OOPSLA 2014.
    static long mixed(long key) {
        long z = key + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

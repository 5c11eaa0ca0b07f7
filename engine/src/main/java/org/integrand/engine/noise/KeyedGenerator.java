package org.integrand.engine.noise;

import java.util.random.RandomGenerator;

/// A generator that can be set to any key: what it draws after [#at] is a function of the key alone, the numbers of a
/// `SplittableRandom` with that seed. Setting it allocates nothing.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public final class KeyedGenerator implements RandomGenerator {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;
    private long state;

    /// At key 0.
    public KeyedGenerator() {}

    /// Begins at this key.
    ///
    /// @return this
    public KeyedGenerator at(long key) {
        state = key;
        return this;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_RATIO;
        return finished(state);
    }

    /// A key in which every bit depends on every bit of the given one. Keys of several numbers are nested:
    /// mixed(mixed(seed) + path).
    public static long mixed(long key) {
        return finished(key + GOLDEN_RATIO);
    }

    /// The finaliser of SplitMix64.
    private static long finished(long key) {
        long z = key;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package org.integrand.search;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Seeds that depend on what is drawn, never on when or by which thread.
final class Seeds {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Seeds() {}

    /// A generator of its own for the place `path` of the search with this seed.
    static RandomGenerator generator(long seed, long... path) {
        return FACTORY.create(mix(seed, path));
    }

    static long mix(long seed, long... path) {
        long z = finish(seed + 0x9e3779b97f4a7c15L);
        for (long p : path) z = finish((z ^ finish(p + 0x9e3779b97f4a7c15L)) + 0x9e3779b97f4a7c15L);
        return z;
    }

    /// The seed of a candidate at a rung: the same wherever and whenever that candidate turns up. FNV-1a of the
    /// key's characters, mixed.
    static long ofKey(long seed, String key, int rung) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        return mix(seed, hash, rung);
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
    private static long finish(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package org.integrand.search;

import java.util.random.RandomGenerator;

/// Who becomes a parent: a position in the population ordered from best to worst, by fronts and crowding.
@FunctionalInterface
public interface Selection {
    /// A position of 0 ... size - 1, 0 for the best.
    int position(int size, RandomGenerator random);

    /// The best of `entrants` drawn with replacement.
    static Selection tournament(int entrants) {
        if (entrants < 1) throw new IllegalArgumentException("entrants " + entrants + ": expected at least 1");
        return (size, random) -> {
            int best = random.nextInt(size);
            for (int i = 1; i < entrants; i++) best = Math.min(best, random.nextInt(size));
            return best;
        };
    }

    /// Any of the `count` best.
    static Selection best(int count) {
        if (count < 1) throw new IllegalArgumentException("count " + count + ": expected at least 1");
        return (size, random) -> random.nextInt(Math.min(count, size));
    }

    /// floor(size u v) with u, v uniform in [0, 1): the density falls as -ln of the relative rank.
    static Selection rankBiased() {
        return (size, random) -> (int) (size * random.nextDouble() * random.nextDouble());
    }
}

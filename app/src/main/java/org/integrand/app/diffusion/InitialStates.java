package org.integrand.app.diffusion;

import java.util.SplittableRandom;

/// The noise that sampling starts from.
final class InitialStates {
    private InitialStates() {}

    /// Standard normal numbers times `scale`, `[sample][component]`. Each sample has a generator of its own,
    /// made from the seed and the sample's index: more samples do not change earlier ones.
    static double[][] gaussian(long seed, int count, int dimension, double scale) {
        double[][] states = new double[count][dimension];
        for (int i = 0; i < count; i++) {
            var random = new SplittableRandom(mixed(seed, i));
            for (int j = 0; j < dimension; j++) states[i][j] = scale * random.nextGaussian();
        }
        return states;
    }

    /// A seed for one sample: the index stepped by the golden ratio, then the finaliser of SplitMix64.
    /// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    private static long mixed(long seed, int index) {
        long z = seed * 0xd1342543de82ef95L + (index + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// Checks given states: so many components each, all finite.
    static double[][] checked(String origin, double[][] states, int dimension) {
        if (states.length == 0) throw new IllegalArgumentException(origin + ": no samples, expected at least one");
        for (int i = 0; i < states.length; i++) {
            if (states[i].length != dimension)
                throw new IllegalArgumentException(origin + "[" + i + "]: " + states[i].length
                        + " components, expected " + dimension + " as in the model");
            for (int j = 0; j < dimension; j++)
                if (!Double.isFinite(states[i][j]))
                    throw new IllegalArgumentException(
                            origin + "[" + i + "][" + j + "] " + states[i][j] + ": expected a finite number");
        }
        return states;
    }
}

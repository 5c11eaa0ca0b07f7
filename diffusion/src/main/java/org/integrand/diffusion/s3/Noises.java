package org.integrand.diffusion.s3;

import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The noises that schedules are tried on. All schedules start from the same ones, so that their differences are
/// not those of the noises. Each sample has a generator of its own, keyed by seed and index; the parts are ranges
/// of indices that do not meet, and equal indices alone give equal keys: the parts are disjoint whatever their sizes.
///
/// @param dimension numbers a sample
/// @param deviation of the noise at the start of sampling
public record Noises(long seed, int dimension, double deviation) {
    /// What a part of the noises is for.
    public enum Part {
        /// to search on: what is found is fitted to these
        SEARCH(0),
        /// to decide what is believed, through a guard
        HOLDOUT(1),
        /// for the final comparison, touched once
        SEALED(2),
        /// of the samples that others are compared with as a set
        DATA(3);

        /// of 2^32 indices each
        private final long range;

        Part(long range) {
            this.range = range;
        }
    }

    /// The first `count` states of a part, `[sample][component]`.
    public double[] of(Part part, int count) {
        double[] states = new double[Math.multiplyExact(count, dimension)];
        new KeyedNoise(seed, part.range << 32, dimension)
                .doubles()
                .fill(0, 0, NoiseLevel.CLEAN, NoiseLevel.CLEAN, states);
        for (int i = 0; i < states.length; i++) states[i] *= deviation;
        return states;
    }
}

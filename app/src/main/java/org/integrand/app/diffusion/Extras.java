package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import org.integrand.diffusion.noise.BrownianTree;
import org.integrand.diffusion.noise.GivenNoise;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.noise.NoiseSource;

/// What a job adds to its sampler: where noise comes from, and corrections of the data prediction.
///
/// @param noise given noise, one row a draw, the numbers of all samples in turn
record Extras(long seed, NoisePath path, Optional<double[][]> noise, Optional<CorrectionSpec> correction) {
    /// What a stochastic sampler's draws have to do with each other.
    enum NoisePath {
        /// nothing
        INDEPENDENT,
        /// they are the increments of one Brownian path a sample: a finer grid follows the same path
        BROWNIAN
    }

    /// Independent noise and no correction.
    static Extras of(long seed) {
        return new Extras(seed, NoisePath.INDEPENDENT, Optional.empty(), Optional.empty());
    }

    /// The noise of a batch, as all samples of a run have it whatever the batches.
    NoiseSource<double[]> source(int first, int length) {
        if (noise.isPresent()) return new GivenNoise(List.of(noise.get()));
        return switch (path) {
            case INDEPENDENT -> new KeyedNoise(seed, first, length).doubles();
            case BROWNIAN -> new BrownianTree(seed, first, length);
        };
    }
}

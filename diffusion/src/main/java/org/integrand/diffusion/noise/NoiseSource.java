package org.integrand.diffusion.noise;

import org.integrand.diffusion.schedule.NoiseLevel;

/// Where a stochastic sampler's noise comes from.
///
/// @param <Y> the state, a whole batch
@FunctionalInterface
public interface NoiseSource<Y> {
    /// into ~ N(0, I).
    ///
    /// @param step number of the step in the plan, from 0
    /// @param slot which draw of the step, from 0
    /// @param from where the noise's part of the path begins
    /// @param to   where it ends
    void fill(int step, int slot, NoiseLevel from, NoiseLevel to, Y into);

    /// The same numbers for batches of floats, rounded.
    static NoiseSource<float[]> rounded(NoiseSource<double[]> source) {
        return (step, slot, from, to, into) -> {
            double[] exact = new double[into.length];
            source.fill(step, slot, from, to, exact);
            for (int i = 0; i < into.length; i++) into[i] = (float) exact[i];
        };
    }

    /// For plans that draw nothing.
    static <Y> NoiseSource<Y> none() {
        return (step, slot, _, _, _) -> {
            throw new IllegalStateException("step " + (step + 1) + " of the plan draws noise (slot " + slot
                    + "): expected a run with a source of noise");
        };
    }
}

package org.integrand.diffusion.correction;

import org.integrand.diffusion.schedule.NoiseLevel;

/// Changes each data prediction D before a sampler uses it: clipping, thresholding, a constraint of the
/// user's. Whatever the model predicts and the sampler works with, the correction sees D and the sampler
/// the corrected value.
///
/// @param <Y> the state, a whole batch
@FunctionalInterface
public interface DataCorrection<Y> {
    /// Changes the predictions for a batch in place.
    ///
    /// @param at where the model was asked
    void correct(Y data, NoiseLevel at);

    /// This correction, then another.
    default DataCorrection<Y> and(DataCorrection<? super Y> other) {
        return (data, at) -> {
            correct(data, at);
            other.correct(data, at);
        };
    }
}

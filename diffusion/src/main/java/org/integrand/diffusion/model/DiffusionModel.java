package org.integrand.diffusion.model;

/// A denoiser. A state is a whole batch in one flat array `[sample][component]`; the model knows the length of a
/// sample.
///
/// Samples must not influence each other: the result for a sample is bit-equal whatever else is in the batch.
///
/// @param <Y> the state, `double[]` or `float[]`
public interface DiffusionModel<Y> {
    /// What [#evaluate] gives.
    Prediction prediction();

    /// into = prediction for the batch `x` at time t, 0 < t. `x` stays as it is and is another array than `into`.
    void evaluate(Y x, double t, Y into);
}

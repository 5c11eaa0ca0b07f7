package org.integrand.diffusion.model;

/// The gradient of a classifier of noisy states: what the states should show is in the classifier.
///
/// @param <Y> a batch of samples, `double[]` or `float[]`
@FunctionalInterface
public interface LogLikelihoodGradient<Y> {
    /// into = grad_x log p(c | x_t = x), sample by sample. `x` stays as it is and is another array than `into`.
    void evaluate(Y x, double t, Y into);
}

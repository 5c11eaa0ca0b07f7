package org.integrand.diffusion.model;

/// A bare network F(y, label): numbers in, as many numbers out. What its input, its label and its output mean says a
/// [Parameterisation].
///
/// @param <Y> a batch of samples, `double[]` or `float[]`
@FunctionalInterface
public interface LabelledNetwork<Y> {
    /// into = F(y, label) for the batch `y`, which stays as it is and is another array than `into`.
    void evaluate(Y y, double label, Y into);
}

package org.integrand.engine.method.stochastic;

/// The formula of a method.
@FunctionalInterface
interface Scheme {
    /// Computes the state after a step, and the error where the method estimates it, from what the step knows.
    void advance(StochasticStep step);
}

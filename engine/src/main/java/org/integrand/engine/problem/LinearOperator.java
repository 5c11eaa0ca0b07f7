package org.integrand.engine.problem;

/// The product of a matrix with a vector, the matrix known only by it.
@FunctionalInterface
public interface LinearOperator {
    /// into = A x. Must not change or keep `x`.
    void apply(double[] x, double[] into);
}

package org.integrand.engine.quadrature.multi;

/// f(x) at points x of several dimensions, a number or a vector. Parallel methods call it from several
/// threads.
@FunctionalInterface
public interface PointIntegrand {
    /// Writes f(x) to `into`; keeps neither array.
    void evaluate(double[] x, double[] into);
}

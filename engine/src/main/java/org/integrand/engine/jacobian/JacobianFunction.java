package org.integrand.engine.jacobian;

/// The Jacobian of a field as its user knows it.
@FunctionalInterface
public interface JacobianFunction {
    /// Writes df_i/dy_j at (t, y), all zero before. Must not change or keep `y`.
    void evaluate(double t, double[] y, Entries into);
}

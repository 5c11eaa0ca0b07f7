package org.integrand.engine.problem;

/// The right-hand side of y' = f(t, y).
///
/// @param <Y> the state, for example `double[]`
@FunctionalInterface
public interface VectorField<Y> {
    /// into = f(t, y). Must not change or keep `y`, must write every component of `into`, and gives the same
    /// result for the same arguments. A point where f is not defined may give NaN: an adaptive solve then tries
    /// a smaller step. A thrown exception ends the solve and reaches its caller with the time and the step.
    void evaluate(double t, Y y, Y into);
}

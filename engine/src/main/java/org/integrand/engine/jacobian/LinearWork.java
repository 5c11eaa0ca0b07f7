package org.integrand.engine.jacobian;

/// What the linear systems of a solve cost; a complex factorization or solve counts as one.
///
/// @param jacobians      evaluations of the Jacobian, whichever way
/// @param factorizations factorizations of scale I - J
/// @param solves         right-hand sides
public record LinearWork(long jacobians, long factorizations, long solves) {
    /// Explicit methods need none.
    public static final LinearWork NONE = new LinearWork(0, 0, 0);
}

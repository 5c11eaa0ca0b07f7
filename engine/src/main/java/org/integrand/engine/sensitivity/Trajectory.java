package org.integrand.engine.sensitivity;

/// The forward solution as an adjoint equation reads it, backwards.
interface Trajectory {
    /// into = y(t); a time outside the interval by rounding counts as its end.
    void at(double t, double[] into);

    /// Steps that were made again.
    long recomputed();

    /// States kept at the same time, at most.
    long storedStates();
}

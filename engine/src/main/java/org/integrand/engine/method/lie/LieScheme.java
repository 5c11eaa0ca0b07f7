package org.integrand.engine.method.lie;

/// The arithmetic of one method: the exponents of a step Y+ = e^(v_last) ... e^(v_first) Y. It belongs
/// to one stepper.
interface LieScheme {
    /// Exponents v[0], v[1], ... of a step from t to t + h.
    ///
    /// @param first A(t, y), when [#usesFirst]
    void exponents(double t, double h, double[] y, double[] first, double[][] v);

    /// Whether A at the start of the step is used, which the step before may know already.
    default boolean usesFirst() {
        return true;
    }

    /// How many exponents a step has.
    default int count() {
        return 1;
    }

    /// Whether [#difference] estimates the error.
    default boolean estimates() {
        return false;
    }

    /// into = the difference of two solutions in the algebra: their states differ by into Y+, to first
    /// order.
    ///
    /// @param v    the exponent of the step
    /// @param last A at its end
    default void difference(double h, double[] v, double[] last, double[] into) {
        throw new IllegalStateException("this scheme estimates no error");
    }
}

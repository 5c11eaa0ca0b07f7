package org.integrand.engine.jacobian;

/// J in storage that knows its structure, and the factorizations of scale I - J.
interface StructuredMatrix extends Entries {
    int dimension();

    /// J = 0.
    void clear();

    /// Which columns can be found by one difference quotient: group of column j, 0 ... groups - 1. Columns of
    /// one group have no row in common.
    int[] groups();

    /// J_ij = (moved_i - base_i) / delta for the rows i of column j.
    void difference(int j, double[] moved, double[] base, double delta);

    /// As [JacobianSystem#factor(double)].
    boolean factor(double scale);

    /// As [JacobianSystem#factor(double, double)].
    boolean factor(double re, double im);

    void solve(double[] b);

    void solve(double[] re, double[] im);

    /// into = J x.
    void multiply(double[] x, double[] into);
}

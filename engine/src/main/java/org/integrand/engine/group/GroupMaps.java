package org.integrand.engine.group;

/// The maps of a matrix group, with the workspace they need: nothing is allocated after it is made, and
/// it belongs to one thread. Matrices are n x n, row by row; results may be written over arguments.
public interface GroupMaps {
    /// into = e^x, x in the algebra.
    void exp(double[] x, double[] into);

    /// into = the principal logarithm of g.
    ///
    /// @throws ArithmeticException when g has none
    void log(double[] g, double[] into);

    /// into = dexpinv_u(k) = sum_j B_j/j! ad_u^j k = k - [u, k]/2 + [u, [u, k]]/12 - ..., ad_u k = [u,
    /// k] = u k - k u: with u' = dexpinv_u(A), Y = e^u Y0 solves Y' = A Y.
    ///
    /// @param order of the method that uses it: powers of ad up to order - 2 are needed, a closed form may give all
    void inverseTangent(double[] u, double[] k, int order, double[] into);

    /// How far a matrix is from the group, to first order; 0 on it.
    double residual(double[] g);

    /// Moves a matrix that has left the group by rounding back to it, in place; leaves others as they
    /// are.
    void tidy(double[] g);

    /// How far a matrix is from the algebra, relative to its size; 0 in it.
    double defect(double[] x);
}

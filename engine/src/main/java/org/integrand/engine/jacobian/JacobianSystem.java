package org.integrand.engine.jacobian;

/// The linear systems (scale I - J) x = b of a stiff method, J = df/dy at the point of the last [#update].
///
/// A real and a complex factorization can be held at the same time. Nothing is allocated after the first use of
/// each. A factorization stays valid through [#update] until the next one of its kind. The arrays have the
/// dimension of the state.
public interface JacobianSystem {
    /// J = df/dy at (t, y).
    ///
    /// @param fy f(t, y), the base of difference quotients
    void update(double t, double[] y, double[] fy);

    /// into = df/dt at (t, y) with y fixed.
    ///
    /// @param h  length of the step that it is for, the scale of a difference quotient
    /// @param fy f(t, y), the base of a difference quotient
    void timeDerivative(double t, double h, double[] y, double[] fy, double[] into);

    /// Factors scale I - J.
    ///
    /// @return false when the matrix is singular or not finite: try another scale, that is a shorter step
    boolean factor(double scale);

    /// Factors (re + i im) I - J, which the other factorization does not disturb; false as above.
    boolean factor(double re, double im);

    /// b = (scale I - J)^-1 b with the last real factorization.
    void solve(double[] b);

    /// (re, im) = ((scale.re + i scale.im) I - J)^-1 (re + i im) with the last complex factorization.
    void solve(double[] re, double[] im);

    /// into = J x.
    void multiply(double[] x, double[] into);

    /// What was done until now.
    LinearWork work();
}

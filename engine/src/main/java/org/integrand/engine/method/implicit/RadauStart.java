package org.integrand.engine.method.implicit;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// One step of Radau IIA(5) as the past of a multistep method: the polynomial p of degree 3 through the state
/// at the start and the three stages, the last of which is the state at the end; p'(end) = f there. The slope
/// at the start does not enter, so that what a stiff component is off the slow solution there is not
/// multiplied by the stiffness.
///
/// The estimated error is that of p, not the smaller one of the state at the end: for a quadrature it is
/// 0.00458 h^4 y^(4), and p is off by at most 0.00113 h^4 y^(4).
///
/// Sources: C. W. Gear, "Runge-Kutta starters for multistep methods", ACM TOMS 6 (1980); [Radau5].
public final class RadauStart {
    /// Degree of p.
    public static final int ORDER = 3;

    private final RadauStepper stepper;

    /// Begins at the initial state.
    public RadauStart(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        stepper = new RadauStepper(problem, system, tolerance, 1);
    }

    /// The state at the start. Owned by this, as every array it gives.
    public double[] state() {
        return stepper.state();
    }

    /// f at the start.
    public double[] slope(double t) {
        return stepper.slope(t);
    }

    /// Attempts a step. The Jacobian is evaluated at its start and kept for another attempt.
    ///
    /// @return the error, 1 being just good enough; NaN when the equations could not be solved
    public double attempt(double t, double next) {
        return stepper.attempt(t, next);
    }

    /// p
    public Interpolant<double[]> interpolant() {
        return stepper.interpolant();
    }

    /// z_j = h^j p^(j)(end) / j!,   j = 0 ... 3
    public void derivatives(double[][] z) {
        stepper.derivatives(z);
    }

    /// The length, in units of the step, from one point of p to the next, the latest first.
    public static double[] lengths() {
        double[] c = RadauTransform.C;
        return new double[] {c[2] - c[1], c[1] - c[0], c[0]};
    }

    /// Begins anew from another state, copied.
    public void restart(double t, double[] state) {
        stepper.restart(t, state);
    }
}

package org.integrand.engine.method.stiff;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// An explicit method while the problem is not stiff, Rodas5P while it is. The explicit one is Tsit5, and DOP853 for
/// relative tolerances of 1e-7 and below, where it needs half the evaluations; its error of order 8 is told as one of
/// order 5, to the power 5/8, so that one controller steers both.
///
/// Stiff means that stability, not accuracy, bounds the explicit steps: h |lambda| stays near the edge of the
/// stable region, lambda the largest eigenvalue of df/dy, followed by one step of a power iteration every few
/// accepted steps (one evaluation; none while a Jacobian is at hand). After L. F. Shampine, "Stiffness and
/// nonstiff differential equation solvers, II", ACM TOMS 3 (1977), with hysteresis: to the stiff method when h
/// |lambda| is above seven tenths of the stable interval of the negative axis (3.5 and 6.1) eight times in a row, and
/// back when h |lambda| < 1 eight times in a row.
final class Auto implements StiffMethod {
    private static final double TIGHT = 1e-7;

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public int errorOrder() {
        return 5;
    }

    @Override
    public boolean needsExactJacobian() {
        return true;
    }

    @Override
    public Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        double relative = new ErrorScale(problem.space().dimension(), tolerance).leastRelative();
        boolean tight = relative > 0 && relative <= TIGHT;
        ExplicitRungeKutta explicit = tight ? ExplicitMethods.DOP853 : ExplicitMethods.TSIT5;
        return new AutoStepper(
                problem,
                system,
                explicit.begin(problem, tolerance),
                (double) errorOrder() / explicit.errorOrder(),
                tight ? 4.3 : 2.5,
                StiffMethods.RODAS5P.begin(problem, system, tolerance));
    }

    @Override
    public String toString() {
        return name();
    }
}

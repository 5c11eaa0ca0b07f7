package org.integrand.engine.method.stiff;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// Tsit5 while the problem is not stiff, Rodas5P while it is; both have order 5, so that one controller steers
/// both.
///
/// Stiff means that stability, not accuracy, bounds the explicit steps: h |lambda| stays near the edge of the
/// stable region, lambda the largest eigenvalue of df/dy, followed by one step of a power iteration every few
/// accepted steps (one evaluation; none while a Jacobian is at hand). After L. F. Shampine, "Stiffness and
/// nonstiff differential equation solvers, II", ACM TOMS 3 (1977), with hysteresis: to the stiff method when h
/// |lambda| > 2.5 eight times in a row, and back when h |lambda| < 1 eight times in a row.
final class Auto implements StiffMethod {
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
        return new AutoStepper(
                problem,
                system,
                ExplicitMethods.TSIT5.begin(problem, tolerance),
                StiffMethods.RODAS5P.begin(problem, system, tolerance));
    }

    @Override
    public String toString() {
        return name();
    }
}

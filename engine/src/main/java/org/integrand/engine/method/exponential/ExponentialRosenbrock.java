package org.integrand.engine.method.exponential;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// The exponential Rosenbrock-Euler method and the pair exprb32 built on it. With J = df/dy and f_t =
/// df/dt at (t, y),
///
/// U = y + h phi_1(h J) f(t, y) + h^2 phi_2(h J) f_t                                (order 2)
/// y_new = U + 2 h phi_3(h J) (f(t + h, U) - f(t, y) - J (U - y) - h f_t)             (order 3)
///
/// and their difference is the error. Linear problems are solved exactly. The products are found in
/// Krylov spaces of J, so no linear system is solved, and any kind of Jacobian serves, also one without
/// a matrix.
///
/// Source: M. Hochbruck, A. Ostermann, J. Schweitzer, "Exponential Rosenbrock-type methods", SIAM J.
/// Numer. Anal. 47 (2009), section 5.
final class ExponentialRosenbrock implements StiffMethod {
    private final boolean third;

    /// @param third whether it goes on with the state of order 3
    ExponentialRosenbrock(boolean third) {
        this.third = third;
    }

    @Override
    public String name() {
        return third ? "exprb32" : "exprb2";
    }

    @Override
    public int order() {
        return third ? 3 : 2;
    }

    @Override
    public int errorOrder() {
        return 3;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.pi();
    }

    @Override
    public Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        return new ExponentialRosenbrockStepper(third, problem, system, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}

package org.integrand.engine.method;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// A method for stiff problems, which solves linear systems with df/dy and therefore works on `double[]` states
/// only. Otherwise as [Method].
public interface StiffMethod {
    /// Short name in lower case, for example `rodas5p`.
    String name();

    /// p: the error after a fixed time is O(h^p); the highest one of a method of variable order.
    int order();

    /// k: the error estimate of one step is O(h^k); 0 when the method gives none.
    int errorOrder();

    /// Who chooses the steps unless the user says otherwise.
    default StepSizeController<Object> controller() {
        return StepSizeController.pi();
    }

    /// Whether the matrix of its systems must be df/dy for it to have its order (Rosenbrock); methods that iterate
    /// lose iterations only.
    default boolean needsExactJacobian() {
        return false;
    }

    /// A stepper at the problem's initial state; it measures errors in units of `tolerance`.
    ///
    /// @param system linear systems with df/dy of `problem`, for this stepper alone
    Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance);
}

package org.integrand.engine.method;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// A method for stiff problems, which solves linear systems with df/dy and therefore works on `double[]` states
/// only. Otherwise as [Method].
public interface StiffMethod extends MethodProperties {
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

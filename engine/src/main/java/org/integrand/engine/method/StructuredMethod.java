package org.integrand.engine.method;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.space.Tolerance;

/// A method for problems of one structure, which uses the parts of the right-hand side. Otherwise as [Method].
///
/// @param <P> the structure it needs
public interface StructuredMethod<P extends StructuredProblem<P>> {
    /// Short name in lower case, for example `leapfrog`.
    String name();

    /// p: the error after a fixed time is O(h^p).
    int order();

    /// k: the error estimate of one step is O(h^k); 0 when the method gives none.
    int errorOrder();

    /// Who chooses the steps unless the user says otherwise.
    default StepSizeController<Object> controller() {
        return StepSizeController.pi();
    }

    /// A stepper at the problem's initial state; it measures errors in units of `tolerance`.
    Stepper<double[]> begin(P problem, Tolerance tolerance);
}

package org.integrand.engine.method;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// A method for y' = f(t, y). It never loops over steps and never chooses h: that is the solve loop's.
public interface Method {
    /// Short name in lower case, for example `tsit5`.
    String name();

    /// p: the error after a fixed time is O(h^p).
    int order();

    /// k: the error estimate of one step is O(h^k); 0 when the method gives none.
    int errorOrder();

    /// Whether steps come with an error estimate, which adaptive control needs.
    default boolean estimatesError() {
        return errorOrder() > 0;
    }

    /// Who chooses the steps unless the user says otherwise.
    default StepSizeController<Object> controller() {
        return StepSizeController.pi();
    }

    /// A stepper at the problem's initial state; it measures errors in units of `tolerance`.
    <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance);
}

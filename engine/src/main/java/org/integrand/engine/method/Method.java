package org.integrand.engine.method;

import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// A method for y' = f(t, y). It never loops over steps and never chooses h: that is the solve loop's.
public interface Method extends MethodProperties {
    /// A stepper at the problem's initial state; it measures errors in units of `tolerance`.
    <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance);
}

package org.integrand.engine.method;

/// An interpolant that evaluates the field when it is first asked for a state between its ends, but not
/// for what belongs to the ends: whoever can decide by these whether to look inside saves the
/// evaluations. Gragg-Bulirsch-Stoer and Runge-Kutta methods of high order have one.
public interface CostlyInterpolant<Y> extends Interpolant<Y> {
    /// Whether states between the ends cost evaluations.
    boolean costs();

    /// f at the start of the step, owned by the stepper.
    Y startSlope();

    /// f at the end of the step, owned by the stepper, the first stage of the step after it.
    Y endSlope();
}

package org.integrand.engine.method;

/// The numerical solution between the ends of one step.
public interface Interpolant<Y> {
    /// Time at which the step starts.
    double start();

    /// Time at which the step ends; before `start` when time runs backwards.
    double end();

    /// into = the solution at `t`, exactly the step's states at its ends. Times outside the step extrapolate.
    void at(double t, Y into);

    /// A copy that stays valid when the stepper goes on; at its end it may differ from the state by rounding.
    Interpolant<Y> keep();
}

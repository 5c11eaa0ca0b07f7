package org.integrand.engine.solve;

import org.integrand.engine.method.Interpolant;

/// Hears of every accepted step, before the solve goes on.
@FunctionalInterface
public interface StepListener<Y> {
    /// @param step  the solution over the step, valid during this call
    /// @param error the step's error: 1 is just good enough, 0 without an estimate
    void accepted(Interpolant<Y> step, double error);
}

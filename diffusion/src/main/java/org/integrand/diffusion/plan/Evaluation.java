package org.integrand.diffusion.plan;

import org.integrand.diffusion.schedule.NoiseLevel;

/// An evaluation made while building a plan: a handle to its register, good until the register is used
/// again.
public final class Evaluation {
    private final PlanBuilder builder;
    private final Register register;
    private final NoiseLevel at;

    Evaluation(PlanBuilder builder, Register register, NoiseLevel at) {
        this.builder = builder;
        this.register = register;
        this.at = at;
    }

    /// Where the model was asked.
    public NoiseLevel at() {
        return at;
    }

    /// This evaluation times a number.
    /// @throws IllegalStateException when later evaluations have taken its register
    public Term times(double coefficient) {
        if (!builder.holds(this, register))
            throw new IllegalStateException("the evaluation at t " + at.t() + " is gone, its register " + register
                    + " holds a later one: expected a plan builder with a longer history");
        return register.times(coefficient);
    }
}

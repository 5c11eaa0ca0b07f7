package org.integrand.engine.sensitivity;

import java.util.OptionalInt;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;

/// Reverse mode through the accepted steps of an explicit Runge-Kutta method: the exact gradient of the
/// numbers the solve computed, with its steps held fixed. Every stage is evaluated once more on the way
/// back and takes one vector-Jacobian product.
///
/// @param method the method
/// @param slots states kept for the way back; empty: one a step. With fewer, steps are made again as
///     seldom as the slots allow (binomial checkpointing), with the same bits, after the forward solve
///     has found their times.
public record Discrete(ExplicitRungeKutta method, OptionalInt slots) implements Sensitivity {
    public Discrete {
        requireSlots(slots);
    }

    static void requireSlots(OptionalInt slots) {
        if (slots.isPresent() && slots.getAsInt() < 1)
            throw new IllegalArgumentException("slots " + slots.getAsInt() + ": expected at least 1");
    }

    /// Keeps no more states than this.
    public Discrete slots(int most) {
        return new Discrete(method, OptionalInt.of(most));
    }

    @Override
    public String name() {
        return "discrete";
    }

    @Override
    public boolean exactForTheDiscreteSolution() {
        return true;
    }

    @Override
    public Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping) {
        var task = Task.of(problem, loss, stepping);
        var reversal = new Reversal(task, new RungeKuttaPullback(task, method.tableau()));
        return reversal.run(task.forward(new SolvedBy.Explicit(method)), slots);
    }
}

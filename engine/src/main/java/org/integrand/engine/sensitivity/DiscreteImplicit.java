package org.integrand.engine.sensitivity;

import java.util.OptionalInt;
import org.integrand.engine.method.implicit.Esdirk;

/// Reverse mode through the accepted steps of an ESDIRK method, for stiff problems: the exact gradient
/// of the discrete solution, up to what the forward solve's Newton iterations left undone, a fiftieth
/// of its tolerance. On the way back the stages are solved again, then transposed.
///
/// @param method the method
/// @param slots  as in [Discrete]
public record DiscreteImplicit(Esdirk method, OptionalInt slots) implements Sensitivity {
    public DiscreteImplicit {
        Discrete.requireSlots(slots);
    }

    /// Keeps no more states than this.
    public DiscreteImplicit slots(int most) {
        return new DiscreteImplicit(method, OptionalInt.of(most));
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
        var reversal = new Reversal(task, new EsdirkPullback(task, method.tableau()));
        return reversal.run(task.forward(new SolvedBy.Implicit(method)), slots);
    }
}

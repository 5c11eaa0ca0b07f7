package org.integrand.engine.sensitivity;

import java.util.OptionalInt;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.reversible.ReversibleMethod;

/// How the gradient of a loss of the trajectory comes back.
///
/// | mode | gradient of | memory in states | costs beside the forward solve |
/// |---|---|---|---|
/// | [Discrete] | the discrete solution, exactly | one a step, or slots | its stages and as many vjps |
/// | [Reversible] | the discrete solution, exactly | two | the same |
/// | [Interpolated] | the exact flow | the dense output, or checkpoints | a solve of n + m components |
/// | [Backsolve] | the exact flow, if the way back is stable | none | a solve of 2 n + m components |
/// | [Forward] | the exact flow | none | n vjps an evaluation, n (1 + n + m) components |
///
/// ```java
/// Gradient g = Sensitivity.discrete(ExplicitMethods.TSIT5)
///         .gradient(problem, Loss.atEnd(fit), Stepping.tolerance(1e-8, 1e-8));
/// ```
public sealed interface Sensitivity permits Backsolve, Interpolated, Discrete, DiscreteImplicit, Reversible, Forward {
    /// Short name in lower case.
    String name();

    /// Whether it differentiates the numbers that the method computed, steps held fixed, and not the
    /// exact flow.
    boolean exactForTheDiscreteSolution();

    /// The gradient.
    ///
    /// @throws IllegalArgumentException when a time of the loss is outside the problem's
    /// @throws org.integrand.engine.solve.SolveException when a solve does not reach its end
    /// @throws ArithmeticException when a derivative is not finite
    Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping);

    /// Exact reverse mode through the steps of an explicit Runge-Kutta method: the one to try first.
    static Discrete discrete(ExplicitRungeKutta method) {
        return new Discrete(method, OptionalInt.empty());
    }

    /// Exact reverse mode through the steps of an implicit Runge-Kutta method, for stiff problems.
    static DiscreteImplicit discrete(Esdirk method) {
        return new DiscreteImplicit(method, OptionalInt.empty());
    }

    /// Exact reverse mode through steps that can be undone.
    static Reversible reversible(ReversibleMethod method) {
        return new Reversible(method);
    }

    /// The adjoint equation along the dense output of the forward solve.
    static Interpolated interpolated(Method method) {
        return new Interpolated(new SolvedBy.Explicit(method), OptionalInt.empty());
    }

    /// The same with a stiff method.
    static Interpolated interpolated(StiffMethod method) {
        return new Interpolated(new SolvedBy.Implicit(method), OptionalInt.empty());
    }

    /// State and adjoint solved backwards together.
    static Backsolve backsolve(Method method) {
        return new Backsolve(new SolvedBy.Explicit(method));
    }

    /// The same with a stiff method.
    static Backsolve backsolve(StiffMethod method) {
        return new Backsolve(new SolvedBy.Implicit(method));
    }

    /// The variational equations.
    static Forward forward(Method method) {
        return new Forward(new SolvedBy.Explicit(method));
    }

    /// The same with a stiff method.
    static Forward forward(StiffMethod method) {
        return new Forward(new SolvedBy.Implicit(method));
    }
}

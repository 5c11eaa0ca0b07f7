package org.integrand.engine.method.bdf;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.implicit.RadauStart;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// Backward differentiation formulas of variable order 1 ... 5 and variable step, with a fixed leading coefficient: for
/// stiff problems that are large or expensive, to moderate accuracy. About one evaluation of the field a step, and one
/// factorization in ten or twenty steps.
///
/// The step n from t_n-1 solves sum_i alpha_i y_{n-i} = h f(t_n, y_n) by a simplified Newton iteration. Orders 1 and 2
/// are A-stable, 3 ... 5 stable in a sector around the negative axis (86, 73 and 52 degrees to each side): lower the
/// largest order for problems that oscillate without damping.
///
/// The first step, and the first after an event that changed the state, is one of Radau IIA(5). Its
/// polynomial, whose error is controlled, is the past from which order 3 goes on ([RadauStart]). It costs a
/// complex factorization. A largest order of 1 or 2 starts with order 1.
///
/// It chooses order and step together ([StepSizeController#ofMethod], its default). Under a fixed step or a grid the
/// order still follows its own estimates.
///
/// Sources: C. W. Gear, "Numerical initial value problems in ordinary differential equations" (1971);
/// C. W. Gear, "Runge-Kutta starters for multistep methods", ACM TOMS 6 (1980); P. N. Brown, G. D. Byrne,
/// A. C. Hindmarsh, "VODE: a variable-coefficient ODE solver", SIAM J. Sci. Stat. Comput. 10 (1989);
/// A. C. Hindmarsh et al., "SUNDIALS: suite of nonlinear and differential/algebraic equation solvers",
/// ACM TOMS 31 (2005).
///
/// @param order the largest order, 1 ... 5
public record Bdf(int order) implements StiffMethod {
    /// Orders up to 5.
    public static final Bdf BDF = new Bdf(Nordsieck.MAX_ORDER);

    public Bdf {
        if (order < 1 || order > Nordsieck.MAX_ORDER)
            throw new IllegalArgumentException("largest order " + order + ": expected 1 ... " + Nordsieck.MAX_ORDER);
    }

    @Override
    public String name() {
        return order == Nordsieck.MAX_ORDER ? "bdf" : "bdf" + order;
    }

    /// That of the first step.
    @Override
    public int errorOrder() {
        return startsHigh() ? RadauStart.ORDER + 1 : 2;
    }

    private boolean startsHigh() {
        return order >= RadauStart.ORDER;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.ofMethod();
    }

    @Override
    public Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        var steps = new BdfStepper(order, problem, system, tolerance);
        return startsHigh() ? new StartedBdf(() -> new RadauStart(problem, system, tolerance), steps) : steps;
    }

    @Override
    public String toString() {
        return name();
    }
}

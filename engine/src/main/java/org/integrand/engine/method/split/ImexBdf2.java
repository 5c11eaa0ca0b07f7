package org.integrand.engine.method.split;

import org.integrand.engine.control.PredictiveStep;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.space.Tolerance;

/// Backward differentiation of order 2 for g, extrapolation of f. With w = h / (step before),
///
/// (1 + 2 w) / (1 + w) y_{n+1} - (1 + w) y_n + w^2 / (1 + w) y_{n-1} = h ((1 + w) f_n - w f_{n-1} +
/// g_{n+1}),
///
/// begun by one step of order 1, y_1 = y_0 + h (f_0 + g_1), whose error is of the size of the others'
/// sum.
///
/// Stable while no step is more than 1 + sqrt 2 times the one before again and again: its own
/// controller at most doubles steps. Strongly damping (L-stable) in g.
///
/// Source: U. M. Ascher, S. J. Ruuth, B. T. R. Wetton, "Implicit-explicit methods for time-dependent
/// partial differential equations", SIAM J. Numer. Anal. 32 (1995); with variable steps: D. Wang, S. J.
/// Ruuth, "Variable step-size implicit-explicit linear multistep methods for time-dependent partial
/// differential equations", J. Comput. Math. 26 (2008). The error estimate is ours, see
/// [ImexBdf2Stepper].
final class ImexBdf2 implements StructuredMethod<SplitProblem> {
    @Override
    public String name() {
        return "imex-bdf2";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public int errorOrder() {
        return 3;
    }

    @Override
    public StepSizeController<Object> controller() {
        return new PredictiveStep(0.9, 0.2, 2, 1.2, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public Stepper<double[]> begin(SplitProblem problem, Tolerance tolerance) {
        return new ImexBdf2Stepper(problem, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}

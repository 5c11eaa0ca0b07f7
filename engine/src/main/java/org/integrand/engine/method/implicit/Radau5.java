package org.integrand.engine.method.implicit;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// Radau IIA of order 5: collocation at c = (4 - sqrt 6) / 10, (4 + sqrt 6) / 10, 1. L-stable, stiffly accurate, for
/// stiff problems to any accuracy; a step costs a real and a complex factorization, unless it has the length of the one
/// before, and three evaluations an iteration.
///
/// Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", IV.8.
public final class Radau5 implements StiffMethod {
    /// The method.
    public static final Radau5 RADAU5 = new Radau5();

    private Radau5() {}

    @Override
    public String name() {
        return "radau5";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public int errorOrder() {
        return 4;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.predictive();
    }

    @Override
    public Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        return new RadauStepper(
                problem,
                system,
                tolerance,
                generosity(new ErrorScale(problem.space().dimension(), tolerance).leastRelative()));
    }

    /// By how much the error of the embedded formula, O(h^4), overstates that of the method, O(h^6): the estimate is
    /// allowed a tenth of the relative tolerance to the power 2/3, as in the authors' code RADAU5.
    private static double generosity(double relative) {
        return relative > 0 ? Math.max(1, 0.1 / Math.cbrt(relative)) : 1;
    }

    @Override
    public String toString() {
        return name();
    }
}

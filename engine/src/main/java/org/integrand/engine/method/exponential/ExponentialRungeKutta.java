package org.integrand.engine.method.exponential;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SemilinearProblem;
import org.integrand.engine.space.Tolerance;

/// An exponential Runge-Kutta method: see [ExponentialTableau]. Its controller leaves the step as it is
/// unless the change is worth new phi functions.
final class ExponentialRungeKutta implements StructuredMethod<SemilinearProblem> {
    private final ExponentialTableau tableau;

    ExponentialRungeKutta(ExponentialTableau tableau) {
        this.tableau = tableau;
    }

    @Override
    public String name() {
        return tableau.name();
    }

    @Override
    public int order() {
        return tableau.order();
    }

    @Override
    public int errorOrder() {
        return tableau.errorOrder();
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.predictive();
    }

    @Override
    public Stepper<double[]> begin(SemilinearProblem problem, Tolerance tolerance) {
        return new ExponentialStepper(tableau, problem, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}

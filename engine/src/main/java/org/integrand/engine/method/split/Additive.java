package org.integrand.engine.method.split;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.space.Tolerance;

/// An additive Runge-Kutta method: see [AdditiveTableau].
final class Additive implements StructuredMethod<SplitProblem> {
    private final AdditiveTableau tableau;

    Additive(AdditiveTableau tableau) {
        this.tableau = tableau;
    }

    @Override
    public String name() {
        return tableau.name();
    }

    @Override
    public int order() {
        return tableau.implicit().order();
    }

    @Override
    public int errorOrder() {
        return tableau.implicit().embeddedOrder() + 1;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.predictive();
    }

    @Override
    public Stepper<double[]> begin(SplitProblem problem, Tolerance tolerance) {
        return new AdditiveStepper(tableau, problem, tolerance);
    }

    AdditiveTableau tableau() {
        return tableau;
    }

    @Override
    public String toString() {
        return name();
    }
}

package org.integrand.engine.method.stochastic;

import java.util.function.Function;
import org.integrand.engine.control.AdaptiveStep;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.StochasticProblem;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.space.Tolerance;

/// A method that is a scheme, its name and its orders.
record SchemeMethod<P extends StructuredProblem<P> & StochasticProblem<?>>(
        String name, int order, double strongOrder, int errorOrder, Function<StochasticStep, Scheme> scheme)
        implements StochasticMethod<P> {
    @Override
    public Stepper<double[]> begin(P problem, Tolerance tolerance) {
        var step = new StochasticStep(problem);
        return new StochasticStepper(step, scheme.apply(step), estimatesError(), tolerance);
    }

    /// PI control, but a step at most twice as long as the one before: a small estimate may be an accident of the path,
    /// and errors of the steps after accidents would come to rule.
    @Override
    public StepSizeController<Object> controller() {
        return AdaptiveStep.with(0.85, -0.2, 0).factors(0.2, 2);
    }
}

package org.integrand.engine.method.lie;

import java.util.function.Function;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.LieProblem;
import org.integrand.engine.space.Tolerance;

/// A method whose stages and steps are products of exponentials of sums of A, without commutators.
/// Fixed steps.
public final class ExponentialProduct implements StructuredMethod<LieProblem> {
    private final String name;
    private final int order;
    private final Function<Workshop, LieScheme> scheme;

    ExponentialProduct(String name, int order, Function<Workshop, LieScheme> scheme) {
        this.name = name;
        this.order = order;
        this.scheme = scheme;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public int errorOrder() {
        return 0;
    }

    @Override
    public Stepper<double[]> begin(LieProblem problem, Tolerance tolerance) {
        var workshop = new Workshop(problem);
        return new LieStepper(problem, workshop, scheme.apply(workshop), tolerance);
    }
}

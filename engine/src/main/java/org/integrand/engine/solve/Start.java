package org.integrand.engine.solve;

import java.util.function.Supplier;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// What the loop needs of a method of either kind.
record Start<Y>(String method, int errorOrder, Beginning<Y> beginning) {
    static <Y> Start<Y> of(Method method) {
        return new Start<>(
                method.name(),
                method.errorOrder(),
                (problem, tolerance) -> new Begun<>(method.begin(problem, tolerance), () -> LinearWork.NONE));
    }

    static Start<double[]> of(StiffMethod method, Jacobian jacobian) {
        return new Start<>(method.name(), method.errorOrder(), (problem, tolerance) -> {
            var system = jacobian.system(problem);
            return new Begun<>(method.begin(problem, system, tolerance), system::work);
        });
    }

    Begun<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return beginning.begin(problem, tolerance);
    }

    boolean estimatesError() {
        return errorOrder > 0;
    }

    /// Makes a stepper.
    @FunctionalInterface
    interface Beginning<Y> {
        Begun<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance);
    }

    /// A stepper, and what its linear systems have cost so far.
    record Begun<Y>(Stepper<Y> stepper, Supplier<LinearWork> work) {}
}

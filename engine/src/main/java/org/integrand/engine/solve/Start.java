package org.integrand.engine.solve;

import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.space.Tolerance;

/// What the loop needs of a method of either kind.
record Start<Y>(String method, int errorOrder, Beginning<Y> beginning) {
    static <Y> Start<Y> of(Method method) {
        return new Start<>(
                method.name(),
                method.errorOrder(),
                (problem, tolerance) -> Begun.of(method.begin(problem, tolerance), () -> 0));
    }

    static Start<double[]> of(StiffMethod method, Jacobian jacobian) {
        return of(method, jacobian.marked()::system);
    }

    static Start<double[]> of(StiffMethod method, Function<InitialValueProblem<double[]>, JacobianSystem> systems) {
        return new Start<>(method.name(), method.errorOrder(), (problem, tolerance) -> {
            var system = systems.apply(problem);
            return new Begun<>(method.begin(problem, system, tolerance), system::work, () -> 0);
        });
    }

    static <P extends StructuredProblem<P>> Start<double[]> of(P structured, StructuredMethod<P> method) {
        return new Start<>(method.name(), method.errorOrder(), (whole, tolerance) -> {
            var parts = new ArrayList<CountingField<double[]>>();
            P counted = structured.wrapped(part -> {
                var counting = new CountingField<>(part);
                parts.add(counting);
                return counting;
            });
            return Begun.of(
                    method.begin(counted, tolerance),
                    () -> parts.stream().mapToLong(CountingField::evaluations).sum());
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

    /// A stepper, and what it has cost so far.
    ///
    /// @param work        of its linear systems
    /// @param evaluations of the parts of the field, which the loop does not see
    record Begun<Y>(Stepper<Y> stepper, Supplier<LinearWork> work, LongSupplier evaluations) {
        static <Y> Begun<Y> of(Stepper<Y> stepper, LongSupplier evaluations) {
            return new Begun<>(stepper, stepper::work, evaluations);
        }
    }
}

package org.integrand.engine.sensitivity;

import java.util.function.Function;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;

/// A method of either kind.
public sealed interface SolvedBy {
    /// One that needs f only.
    record Explicit(Method method) implements SolvedBy {}

    /// One that solves linear systems with df/dy.
    record Implicit(StiffMethod method) implements SolvedBy {}

    /// Short name in lower case.
    default String name() {
        return switch (this) {
            case Explicit(Method method) -> method.name();
            case Implicit(StiffMethod method) -> method.name();
        };
    }

    /// Its order, the highest of a method of variable order.
    default int order() {
        return switch (this) {
            case Explicit(Method method) -> method.order();
            case Implicit(StiffMethod method) -> method.order();
        };
    }

    /// Who chooses the steps unless the user says otherwise.
    default StepSizeController<Object> controller() {
        return switch (this) {
            case Explicit(Method method) -> method.controller();
            case Implicit(StiffMethod method) -> method.controller();
        };
    }

    /// Whether a matrix that is only nearly df/dy costs accuracy, not only iterations.
    default boolean needsExactJacobian() {
        return this instanceof Implicit(StiffMethod method) && method.needsExactJacobian();
    }

    /// A solver; `systems` serves the second kind only.
    default Solver<double[]> solver(
            InitialValueProblem<double[]> problem, Function<InitialValueProblem<double[]>, JacobianSystem> systems) {
        return switch (this) {
            case Explicit(Method method) -> Solver.of(problem, method);
            case Implicit(StiffMethod method) -> Solver.of(problem, method, systems);
        };
    }
}

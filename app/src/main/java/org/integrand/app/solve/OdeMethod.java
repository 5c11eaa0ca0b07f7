package org.integrand.app.solve;

import java.util.function.Supplier;
import org.integrand.engine.control.MethodStep;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;

/// A method as `solve` uses it.
sealed interface OdeMethod {
    String name();

    boolean estimatesError();

    /// Whether its order changes with its steps, so that nobody else can choose them.
    boolean choosesItsSteps();

    Solver<double[]> solver(InitialValueProblem<double[]> problem, Supplier<Jacobian> jacobian);

    /// Needs f only.
    record Explicit(Method method) implements OdeMethod {
        @Override
        public String name() {
            return method.name();
        }

        @Override
        public boolean estimatesError() {
            return method.estimatesError();
        }

        @Override
        public boolean choosesItsSteps() {
            return method.controller() instanceof MethodStep;
        }

        @Override
        public Solver<double[]> solver(InitialValueProblem<double[]> problem, Supplier<Jacobian> jacobian) {
            return Solver.of(problem, method);
        }
    }

    /// Needs df/dy too.
    record Stiff(StiffMethod method) implements OdeMethod {
        @Override
        public String name() {
            return method.name();
        }

        @Override
        public boolean estimatesError() {
            return method.errorOrder() > 0;
        }

        @Override
        public boolean choosesItsSteps() {
            return method.controller() instanceof MethodStep;
        }

        @Override
        public Solver<double[]> solver(InitialValueProblem<double[]> problem, Supplier<Jacobian> jacobian) {
            return Solver.of(problem, method, jacobian.get());
        }
    }
}

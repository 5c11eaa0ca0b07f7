package org.integrand.app.solve;

import org.integrand.engine.control.MethodStep;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.expression.system.EquationSystem;

/// A method as `solve` uses it.
sealed interface OdeMethod {
    String name();

    boolean estimatesError();

    /// Who chooses the steps by default.
    StepSizeController<Object> controller();

    /// Whether its order changes with its steps, so that nobody else can choose them.
    default boolean choosesItsSteps() {
        return controller() instanceof MethodStep;
    }

    /// Whether it solves equations with a Jacobian.
    boolean usesJacobian();

    /// Whether it needs this structure.
    default boolean uses(Class<? extends Structure<?>> structure) {
        return this instanceof Structured<?> structured && structure.isInstance(structured.structure());
    }

    /// The equations with their variables in the order that suits the method.
    EquationSystem arranged(SolveJob job, EquationSystem written);

    /// @param equations in the order of [#arranged]
    Solver<double[]> solver(JobEquations equations);

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
        public StepSizeController<Object> controller() {
            return method.controller();
        }

        @Override
        public boolean usesJacobian() {
            return false;
        }

        @Override
        public EquationSystem arranged(SolveJob job, EquationSystem written) {
            return written;
        }

        @Override
        public Solver<double[]> solver(JobEquations equations) {
            return Solver.of(equations.plain(), method);
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
        public StepSizeController<Object> controller() {
            return method.controller();
        }

        @Override
        public boolean usesJacobian() {
            return true;
        }

        @Override
        public EquationSystem arranged(SolveJob job, EquationSystem written) {
            return job.jacobian() instanceof JacobianSpec.Auto ? ExactJacobian.arranged(written) : written;
        }

        @Override
        public Solver<double[]> solver(JobEquations equations) {
            return Solver.of(equations.plain(), method, equations.jacobian());
        }
    }

    /// Needs the parts of f.
    record Structured<P extends StructuredProblem<P>>(StructuredMethod<P> method, Structure<P> structure)
            implements OdeMethod {
        @Override
        public String name() {
            return method.name();
        }

        @Override
        public boolean estimatesError() {
            return method.errorOrder() > 0;
        }

        @Override
        public StepSizeController<Object> controller() {
            return method.controller();
        }

        @Override
        public boolean usesJacobian() {
            return structure.usesJacobian();
        }

        @Override
        public EquationSystem arranged(SolveJob job, EquationSystem written) {
            return structure.arranged(job, written);
        }

        @Override
        public Solver<double[]> solver(JobEquations equations) {
            return Solver.of(structure.of(equations), method);
        }
    }
}

package org.integrand.app.solve;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.integrand.engine.control.MethodStep;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.MethodProperties;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.expression.system.EquationSystem;
import tools.jackson.databind.node.ObjectNode;

/// A method as `solve` uses it.
sealed interface OdeMethod {
    String name();

    boolean estimatesError();

    /// Whether its order changes with its steps, so that nobody else can choose them.
    boolean choosesItsSteps();

    /// What there is for the same equations when errors are to be estimated.
    default String adaptive() {
        return ", or a method that does such as tsit5";
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

    /// A method of the engine for problems without noise.
    sealed interface Deterministic extends OdeMethod {
        MethodProperties method();

        @Override
        default String name() {
            return method().name();
        }

        @Override
        default boolean estimatesError() {
            return method().estimatesError();
        }

        @Override
        default boolean choosesItsSteps() {
            return method().controller() instanceof MethodStep;
        }
    }

    /// Needs f only.
    record Explicit(Method method) implements Deterministic {
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
    record Stiff(StiffMethod method) implements Deterministic {
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

    /// Needs g and a path of its processes.
    record Noisy(NoiseMethod method, Calculus calculus, NoiseTerms terms, long path) implements OdeMethod {
        /// The method for a job with noise.
        static Noisy of(SolveJob job, EquationSystem written) {
            var terms = NoiseTerms.of(job.noise().orElse(Map.of()), written);
            var calculus = job.calculus().orElse(Calculus.ITO);
            return new Noisy(
                    NoiseMethod.of(job.method(), calculus, terms),
                    calculus,
                    terms,
                    job.path().orElse(0));
        }

        @Override
        public String name() {
            return method.spelled();
        }

        /// What a result tells about it.
        void tell(ObjectNode json) {
            json.put("noise", terms.kind())
                    .put("calculus", calculus.name().toLowerCase(Locale.ROOT))
                    .put("path", path);
        }

        @Override
        public boolean estimatesError() {
            return method.estimatesError(terms);
        }

        @Override
        public boolean choosesItsSteps() {
            return false;
        }

        @Override
        public String adaptive() {
            return terms.commutes() ? ", or a method that does such as milstein" : "";
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
            return paths(equations).apply(path);
        }

        /// A solver for each path.
        LongFunction<Solver<double[]>> paths(JobEquations equations) {
            return method.paths(calculus, terms, equations);
        }
    }

    /// Needs the parts of f.
    record Structured<P extends StructuredProblem<P>>(StructuredMethod<P> method, Structure<P> structure)
            implements Deterministic {
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

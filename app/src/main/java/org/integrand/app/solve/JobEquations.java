package org.integrand.app.solve;

import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.expression.system.EquationSystem;

/// A job's equations with their times, for a method to take what it needs.
record JobEquations(SolveJob job, EquationSystem system, double from, double to) {
    /// y' = f(t, y).
    InitialValueProblem<double[]> plain() {
        return of(system.field()::evaluate);
    }

    /// The same initial state with another right-hand side.
    InitialValueProblem<double[]> of(VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(system.dimension()), field, from, to, system.initial());
    }

    /// df/dy as the job wants it.
    Jacobian jacobian() {
        return jacobianOf(system);
    }

    /// The Jacobian of a part, as the job wants it.
    Jacobian jacobianOf(EquationSystem part) {
        return ExactJacobian.of(job.jacobian(), part);
    }
}

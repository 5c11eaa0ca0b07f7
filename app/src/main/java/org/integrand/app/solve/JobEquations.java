package org.integrand.app.solve;

import java.util.Optional;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.expression.system.EquationSystem;

/// A job's equations with their times, for a method to take what it needs. What is compiled is compiled once, so that
/// a solver made later begins with code that the machine knows already; for one thread.
final class JobEquations {
    private final SolveJob job;
    private final EquationSystem system;
    private final double from;
    private final double to;
    private final InitialValueProblem<double[]> plain;
    private Optional<Jacobian> jacobian = Optional.empty();

    JobEquations(SolveJob job, EquationSystem system, double from, double to) {
        this.job = job;
        this.system = system;
        this.from = from;
        this.to = to;
        plain = anew();
    }

    SolveJob job() {
        return job;
    }

    EquationSystem system() {
        return system;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    /// y' = f(t, y).
    InitialValueProblem<double[]> plain() {
        return plain;
    }

    /// The same, compiled once more, for another thread.
    InitialValueProblem<double[]> anew() {
        return of(system.field()::evaluate);
    }

    /// The same initial state with another right-hand side.
    InitialValueProblem<double[]> of(VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(system.dimension()), field, from, to, system.initial());
    }

    /// df/dy as the job wants it.
    Jacobian jacobian() {
        if (jacobian.isEmpty()) jacobian = Optional.of(jacobianOf(system));
        return jacobian.get();
    }

    /// The Jacobian of a part, as the job wants it.
    Jacobian jacobianOf(EquationSystem part) {
        return ExactJacobian.of(job.jacobian(), part);
    }
}

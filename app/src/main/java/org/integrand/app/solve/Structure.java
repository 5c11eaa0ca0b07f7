package org.integrand.app.solve;

import org.integrand.engine.problem.StructuredProblem;
import org.integrand.expression.system.EquationSystem;

/// The structure that some methods need, as it is found in a job's equations.
///
/// @param <P> what it makes of them
sealed interface Structure<P extends StructuredProblem<P>>
        permits SplitStructure, SemilinearStructure, HalvesStructure, SecondOrderStructure {
    /// Whether the job's Jacobian has a meaning.
    boolean usesJacobian();

    /// The equations with their variables in the order that the structure needs.
    ///
    /// @throws IllegalArgumentException when they do not have the structure, or the job does not tell it
    EquationSystem arranged(SolveJob job, EquationSystem written);

    /// The problem, of equations in the order of [#arranged].
    P of(JobEquations equations);
}

package org.integrand.engine.method.stiff;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// A Rosenbrock method: as many linear systems with one matrix as it has stages, and no Newton iteration. One
/// Jacobian a step, kept when the step is rejected; one factorization an attempt.
final class Rosenbrock implements StiffMethod {
    private final RosenbrockTableau tableau;

    Rosenbrock(RosenbrockTableau tableau) {
        this.tableau = tableau;
    }

    @Override
    public String name() {
        return tableau.name;
    }

    @Override
    public int order() {
        return tableau.order;
    }

    @Override
    public int errorOrder() {
        return tableau.order; // the embedded method is one order lower
    }

    @Override
    public boolean needsExactJacobian() {
        return true;
    }

    @Override
    public Stepper<double[]> begin(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        return new RosenbrockStepper(tableau, problem, system, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}

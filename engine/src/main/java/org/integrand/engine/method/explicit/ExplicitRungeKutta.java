package org.integrand.engine.method.explicit;

import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// An explicit Runge-Kutta method: its table and the polynomials of its dense output.
public final class ExplicitRungeKutta implements Method {
    private final ButcherTableau tableau;
    private final ContinuousExtension extension;

    private ExplicitRungeKutta(ButcherTableau tableau, ContinuousExtension extension) {
        this.tableau = tableau;
        this.extension = extension;
    }

    /// The method of a table, with the cubic Hermite interpolant as dense output.
    ///
    /// @throws IllegalArgumentException when the table contradicts itself
    public static ExplicitRungeKutta of(ButcherTableau.Builder table) {
        ButcherTableau tableau = table.build();
        return new ExplicitRungeKutta(tableau, ContinuousExtension.hermite(tableau));
    }

    static ExplicitRungeKutta of(ButcherTableau.Builder table, ContinuousExtension extension) {
        return new ExplicitRungeKutta(table.build(), extension);
    }

    public ButcherTableau tableau() {
        return tableau;
    }

    @Override
    public String name() {
        return tableau.name();
    }

    @Override
    public int order() {
        return tableau.order();
    }

    @Override
    public int errorOrder() {
        return tableau.errorOrder();
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new ExplicitStepper<>(tableau, extension, problem, tolerance);
    }

    ContinuousExtension extension() {
        return extension;
    }

    @Override
    public String toString() {
        return name();
    }
}

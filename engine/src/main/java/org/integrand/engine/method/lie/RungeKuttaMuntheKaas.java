package org.integrand.engine.method.lie;

import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.method.explicit.ButcherTableau;
import org.integrand.engine.problem.LieProblem;
import org.integrand.engine.space.Tolerance;

/// Any explicit Runge-Kutta method, made a method on a group by working in the algebra of each step; an
/// embedded method estimates the error there. dexpinv is used with as many commutators as the order
/// needs.
///
/// Source: H. Munthe-Kaas, "High order Runge-Kutta methods on manifolds", Appl. Numer. Math. 29 (1999);
/// A. Iserles, H. Munthe-Kaas, S. P. Norsett, A. Zanna, "Lie-group methods", Acta Numerica 9 (2000).
public final class RungeKuttaMuntheKaas implements StructuredMethod<LieProblem> {
    private final String name;
    private final ButcherTableau tableau;

    private RungeKuttaMuntheKaas(String name, ButcherTableau tableau) {
        this.name = name;
        this.tableau = tableau;
    }

    /// @throws IllegalArgumentException for an order above 9: more commutators would be needed than there are
    public static RungeKuttaMuntheKaas of(String name, ButcherTableau tableau) {
        if (tableau.order() > 9)
            throw new IllegalArgumentException(
                    "order " + tableau.order() + " of " + tableau.name() + ": expected at most 9");
        return new RungeKuttaMuntheKaas(name, tableau);
    }

    @Override
    public String name() {
        return name;
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
    public Stepper<double[]> begin(LieProblem problem, Tolerance tolerance) {
        var workshop = new Workshop(problem);
        return new LieStepper(
                problem, workshop, new MuntheKaas(tableau, workshop, workshop.maps::inverseTangent), tolerance);
    }

    /// The same method with another dexpinv, to see what it is good for.
    Stepper<double[]> begin(LieProblem problem, Tolerance tolerance, MuntheKaas.InverseTangent inverseTangent) {
        var workshop = new Workshop(problem);
        return new LieStepper(problem, workshop, new MuntheKaas(tableau, workshop, inverseTangent), tolerance);
    }
}

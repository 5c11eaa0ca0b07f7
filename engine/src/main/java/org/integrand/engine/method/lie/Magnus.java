package org.integrand.engine.method.lie;

import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.LinearLieProblem;
import org.integrand.engine.space.Tolerance;

/// A method for Y' = A(t) Y: log of the solution operator of a step, by quadrature. Fixed steps.
///
/// Source: S. Blanes, F. Casas, J. A. Oteo, J. Ros, "The Magnus expansion and some of its
/// applications", Phys. Rep. 470 (2009).
public final class Magnus implements StructuredMethod<LinearLieProblem> {
    private final String name;
    private final int order;
    private final MagnusScheme.Kind kind;

    Magnus(String name, int order, MagnusScheme.Kind kind) {
        this.name = name;
        this.order = order;
        this.kind = kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public int errorOrder() {
        return 0;
    }

    @Override
    public Stepper<double[]> begin(LinearLieProblem problem, Tolerance tolerance) {
        var workshop = new Workshop(problem.general());
        return new LieStepper(problem.general(), workshop, new MagnusScheme(kind, workshop), tolerance);
    }
}

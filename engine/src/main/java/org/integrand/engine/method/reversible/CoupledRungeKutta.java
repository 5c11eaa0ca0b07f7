package org.integrand.engine.method.reversible;

import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// An explicit Runge-Kutta method, y + Psi_h(t, y), made reversible with its order; z begins as y:
///
/// y_1 = lambda y + (1 - lambda) z + Psi_h(t, z),   z_1 = z - Psi_-h(t + h, y_1).
///
/// The error estimate is that of Psi_h(t, z). A step undone multiplies rounding errors by 1 / lambda,
/// so N steps by lambda^-N: 2.7 for N = 1 / (1 - lambda); a smaller lambda holds y and z together
/// better.
///
/// Source: S. McCallum, J. Foster, "Efficient, accurate and stable gradients for neural ODEs", arXiv
/// 2410.11648 (2024).
///
/// @param method one that costs twice as much this way
/// @param lambda the coupling, above 0 and at most 1
public record CoupledRungeKutta(ExplicitRungeKutta method, double lambda) implements ReversibleMethod {
    public CoupledRungeKutta {
        if (!(lambda > 0 && lambda <= 1))
            throw new IllegalArgumentException("coupling " + lambda + ": expected a number above 0, at most 1");
    }

    @Override
    public String name() {
        return "coupled-" + method.name();
    }

    @Override
    public int order() {
        return method.order();
    }

    @Override
    public int errorOrder() {
        return method.tableau().errorWeights().isEmpty()
                ? 0
                : Math.min(method.order(), method.tableau().embeddedOrder()) + 1;
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new PairStepper<>(problem, tolerance, estimatesError(), new Scheme<>(this, problem));
    }

    private static final class Scheme<Y> implements PairScheme<Y> {
        private final double lambda;
        private final Space<Y> space;
        private final Increment<Y> increment;
        private final double[] coefficients = new double[3];
        private final Y[] terms;
        private final Y change;

        Scheme(CoupledRungeKutta coupled, InitialValueProblem<Y> problem) {
            lambda = coupled.lambda;
            space = problem.space();
            increment = new Increment<>(coupled.method.tableau(), space, problem.field());
            terms = space.allocate(3);
            change = space.allocate();
        }

        @Override
        public void begin(double t, Y y, Y z) {
            space.copy(y, z);
        }

        @Override
        public void step(double t, double next, Y y, Y z, Y yNext, Y zNext, Y error) {
            increment.compute(t, next, z, change);
            increment.error(error);
            coefficients[0] = lambda;
            coefficients[1] = 1 - lambda;
            coefficients[2] = 1;
            terms[0] = y;
            terms[1] = z;
            terms[2] = change;
            space.combine(coefficients, terms, 3, yNext);
            increment.compute(next, t, yNext, change);
            coefficients[0] = 1;
            coefficients[1] = -1;
            terms[0] = z;
            terms[1] = change;
            space.combine(coefficients, terms, 2, zNext);
        }
    }
}

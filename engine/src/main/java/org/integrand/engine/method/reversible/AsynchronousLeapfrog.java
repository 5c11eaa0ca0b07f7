package org.integrand.engine.method.reversible;

import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// The asynchronous leapfrog, order 2, one evaluation a step; z is a velocity and begins as f(t0, y0):
///
/// u = f(t + h/2, y + h/2 z),   z_1 = 2 u - z,   y_1 = y + h u,   error h (u - z).
///
/// Source: U. Mutze, "An asynchronous leapfrog method II", arXiv 1311.6602 (2013); J. Zhuang, N.
/// Dvornek, S. Tatikonda, J. Duncan, "MALI: a memory efficient and reverse accurate integrator for
/// neural ODEs", ICLR 2021, arXiv 2102.04668.
public record AsynchronousLeapfrog() implements ReversibleMethod {
    @Override
    public String name() {
        return "asynchronous-leapfrog";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public int errorOrder() {
        return 2;
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new PairStepper<>(problem, tolerance, true, new Scheme<>(problem.space(), problem.field()));
    }

    private static final class Scheme<Y> implements PairScheme<Y> {
        private final Space<Y> space;
        private final VectorField<Y> field;
        private final double[] coefficients = new double[2];
        private final Y[] terms;
        private final Y u;

        Scheme(Space<Y> space, VectorField<Y> field) {
            this.space = space;
            this.field = field;
            terms = space.allocate(2);
            u = space.allocate();
        }

        @Override
        public void begin(double t, Y y, Y z) {
            field.evaluate(t, y, z);
        }

        @Override
        public void step(double t, double next, Y y, Y z, Y yNext, Y zNext, Y error) {
            double h = next - t;
            combine(1, y, h / 2, z, yNext);
            field.evaluate(t + h / 2, yNext, u);
            combine(2, u, -1, z, zNext);
            combine(1, y, h, u, yNext);
            combine(h, u, -h, z, error);
        }

        private void combine(double a, Y x, double b, Y v, Y into) {
            terms[0] = x;
            terms[1] = v;
            coefficients[0] = a;
            coefficients[1] = b;
            space.combine(coefficients, terms, 2, into);
        }
    }
}

package org.integrand.engine.method.reversible;

import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// The reversible Heun method, order 2, one evaluation a step; z begins as y:
///
/// z_1 = 2 y - z + h s,   y_1 = y + h/2 (s + s_1),   error h/2 (s_1 - s),
///
/// with s = f(t, z) and s_1 = f(t + h, z_1).
///
/// Source: P. Kidger, J. Foster, X. Li, T. Lyons, "Efficient and accurate gradients for neural SDEs",
/// NeurIPS 2021, arXiv 2105.13493.
public record ReversibleHeun() implements ReversibleMethod {
    @Override
    public String name() {
        return "reversible-heun";
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
        private final double[] coefficients = new double[3];
        private final Y[] terms;
        private Y before;
        private Y after;
        private boolean known;

        Scheme(Space<Y> space, VectorField<Y> field) {
            this.space = space;
            this.field = field;
            terms = space.allocate(3);
            before = space.allocate();
            after = space.allocate();
        }

        @Override
        public void begin(double t, Y y, Y z) {
            space.copy(y, z);
            known = false;
        }

        @Override
        public void step(double t, double next, Y y, Y z, Y yNext, Y zNext, Y error) {
            double h = next - t;
            if (!known) field.evaluate(t, z, before);
            known = true;
            combine(2, y, -1, z, h, before, zNext);
            field.evaluate(next, zNext, after);
            combine(1, y, h / 2, before, h / 2, after, yNext);
            combine(h / 2, after, -h / 2, before, 0, after, error);
        }

        private void combine(double a, Y x, double b, Y u, double c, Y v, Y into) {
            terms[0] = x;
            terms[1] = u;
            terms[2] = v;
            coefficients[0] = a;
            coefficients[1] = b;
            coefficients[2] = c;
            space.combine(coefficients, terms, 3, into);
        }

        @Override
        public void accepted() {
            Y free = before;
            before = after;
            after = free;
        }

        @Override
        public void forget() {
            known = false;
        }
    }
}

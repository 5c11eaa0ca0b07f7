package org.integrand.engine.method.lie;

import java.util.Optional;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.LieProblem;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;

/// A step of any method: multiplies the state by the exponentials of its scheme, and takes off what
/// rounding has moved it away from the group. The error is in units of the states, as everywhere:
/// (difference in the algebra) Y+.
final class LieStepper implements Stepper<double[]> {
    private final Workshop workshop;
    private final DoubleSpace space;
    private final LieScheme scheme;
    private final Tolerance tolerance;
    private final boolean inGroup;
    private final double[][] exponents;
    private final double[] difference;
    private final double[] error;
    private final double[] slope;
    private final AlgebraView view;
    private Point before;
    private Point after;
    private double start;
    private double end;

    LieStepper(LieProblem problem, Workshop workshop, LieScheme scheme, Tolerance tolerance) {
        this.workshop = workshop;
        this.scheme = scheme;
        this.tolerance = tolerance;
        space = DoubleSpace.of(workshop.n * workshop.columns);
        inGroup = workshop.n == workshop.columns;
        exponents = new double[scheme.count()][workshop.n * workshop.n];
        difference = workshop.algebraElement();
        error = workshop.state();
        slope = workshop.state();
        view = new AlgebraView();
        before = new Point(workshop);
        after = new Point(workshop);
        space.copy(problem.whole().y0(), before.y);
    }

    /// A state, and A there as far as it is known.
    private static final class Point {
        final double[] y;
        final double[] a;
        boolean known;

        Point(Workshop workshop) {
            y = workshop.state();
            a = workshop.algebraElement();
        }

        double[] generator(Workshop workshop, double t) {
            if (!known) workshop.evaluate(t, y, a);
            known = true;
            return a;
        }
    }

    @Override
    public double[] state() {
        return before.y;
    }

    @Override
    public double[] slope(double t) {
        workshop.multiply(before.generator(workshop, t), before.y, workshop.columns, slope);
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        view.known = false;
        if (scheme.usesFirst()) before.generator(workshop, t);
        scheme.exponents(t, h, before.y, before.a, exponents);
        double[] from = before.y;
        for (double[] exponent : exponents) {
            workshop.act(exponent, from, after.y);
            from = after.y;
        }
        if (inGroup) workshop.maps.tidy(after.y);
        after.known = false;
        if (!Double.isFinite(space.norm(after.y))) return Double.NaN;
        if (!scheme.estimates()) return 0;
        scheme.difference(h, exponents[0], after.generator(workshop, next), difference);
        workshop.multiply(difference, after.y, workshop.columns, error);
        return space.errorNorm(error, before.y, after.y, tolerance);
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return view.over(start, end, before.y, after.y);
    }

    @Override
    public void accept() {
        Point old = before;
        before = after;
        after = old;
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before.y);
        before.known = false;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        return Optional.of(Memory.of(before.y));
    }

    /// The step last attempted as e^u(theta) Y, made when it is asked for.
    private final class AlgebraView extends StepView<double[]> {
        private final AlgebraPiece piece = new AlgebraPiece(workshop);
        private final double[] map = workshop.algebraElement();
        private boolean known;

        AlgebraView() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            piece().at(t, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            return piece().keep();
        }

        private AlgebraPiece piece() {
            if (known) return piece;
            double[] u = exponents[0];
            if (exponents.length > 1) {
                workshop.maps.exp(exponents[0], map);
                for (int i = 1; i < exponents.length; i++) workshop.act(exponents[i], map, workshop.n, map);
                workshop.maps.log(map, map);
                u = map;
            }
            piece.over(start, end, before.y, u, before.generator(workshop, start), after.generator(workshop, end));
            known = true;
            return piece;
        }
    }
}

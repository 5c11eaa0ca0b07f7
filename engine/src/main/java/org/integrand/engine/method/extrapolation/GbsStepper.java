package org.integrand.engine.method.extrapolation;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.CostlyInterpolant;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// [GraggBulirschStoer] at work: makes rows until they are good enough or will not become so.
final class GbsStepper<Y> implements Stepper<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final MidpointRows<Y> rows;
    private final double[][] weights = new double[Extrapolation.MOST_ROWS + 1][];
    private final double[][] errorWeights = new double[Extrapolation.MOST_ROWS + 1][];
    private final Y work;
    private final CentredPolynomial<Y> polynomial;
    private final StepInterpolant interpolant;
    private RowChoice choice;
    private Y before;
    private Y after;
    private Y slope;
    private Y endSlope;
    private boolean slopeKnown;
    private boolean endSlopeKnown;
    private boolean polynomialKnown;
    private double start;
    private double end;
    private int made;

    GbsStepper(InitialValueProblem<Y> problem, Tolerance tolerance) {
        this.space = problem.space();
        interpolant = new StepInterpolant();
        this.field = problem.field();
        this.tolerance = tolerance;
        rows = new MidpointRows<>(space, field);
        for (int k = 2; k <= Extrapolation.MOST_ROWS; k++) {
            weights[k] = Extrapolation.weights(1, k, 1);
            errorWeights[k] = Extrapolation.errorWeights(k);
        }
        choice = newChoice();
        before = problem.y0();
        after = space.allocate();
        slope = space.allocate();
        endSlope = space.allocate();
        work = space.allocate();
        polynomial = new CentredPolynomial<>(space, rows);
    }

    private RowChoice newChoice() {
        return new RowChoice(tolerance.relative(0));
    }

    @Override
    public Y state() {
        return before;
    }

    @Override
    public Y slope(double t) {
        if (!slopeKnown) field.evaluate(t, before, slope);
        slopeKnown = true;
        return slope;
    }

    @Override
    public double proposedStep() {
        return choice.proposal();
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        endSlopeKnown = false;
        polynomialKnown = false;
        slope(t);
        double h = next - t;
        double length = Math.abs(h);
        double errorBefore = Double.POSITIVE_INFINITY;
        rows.make(1, t, h, next, before, slope);
        for (int k = 2; ; k++) {
            rows.make(k, t, h, next, before, slope);
            made = k;
            space.combine(weights[k], rows.ends(), k, after);
            space.combine(errorWeights[k], rows.ends(), k, work);
            double error = space.errorNorm(work, before, after, tolerance);
            if (Double.isNaN(error)) {
                choice.lost(length);
                return error;
            }
            choice.error(k, length, error);
            if (choice.enough(k, error)) return error;
            if (choice.hopeless(k, error, errorBefore)) {
                choice.rejected(k);
                return error;
            }
            errorBefore = error;
        }
    }

    @Override
    public Interpolant<Y> interpolant() {
        return interpolant.over(start, end, before, after);
    }

    @Override
    public void accept() {
        choice.accepted(made, Math.abs(end - start));
        Y free = before;
        before = after;
        after = free;
        free = slope;
        slope = endSlope;
        endSlope = free;
        slopeKnown = endSlopeKnown;
        endSlopeKnown = false;
    }

    @Override
    public void restart(double t, Y state) {
        space.copy(state, before);
        slopeKnown = false;
        choice = newChoice();
    }

    @Override
    public Optional<Memory<Y>> memory() {
        return Optional.of(new Memory<>(List.of(before), choice.memory()));
    }

    @Override
    public void recall(double t, Memory<Y> memory) {
        restart(t, memory.states().getFirst());
        choice.recall(memory.numbers());
    }

    private void requireEndSlope() {
        if (!endSlopeKnown) field.evaluate(end, after, endSlope);
        endSlopeKnown = true;
    }

    private void requirePolynomial() {
        requireEndSlope();
        if (polynomialKnown) return;
        double h = end - start;
        for (int row = 1; row < 2 * made; row += 2) if (row > made) rows.make(row, start, h, end, before, slope);
        polynomial.fit(made, h, before, slope, after, endSlope);
        polynomialKnown = true;
    }

    /// A view of the step last attempted.
    private final class StepInterpolant extends StepView<Y> implements CostlyInterpolant<Y> {

        StepInterpolant() {
            super(space);
        }

        @Override
        public boolean costs() {
            return true;
        }

        @Override
        public Y startSlope() {
            return slope;
        }

        @Override
        public Y endSlope() {
            requireEndSlope();
            return endSlope;
        }

        @Override
        protected void between(double t, Y into) {
            requirePolynomial();
            polynomial.at((t - start) / (end - start) - 0.5, into);
        }

        @Override
        public Interpolant<Y> keep() {
            requirePolynomial();
            return new PolynomialPiece<>(space, start, end, 0.5, polynomial.copy());
        }
    }
}

package org.integrand.engine.method.reversible;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// What all reversible methods share: two pairs that trade places. Dense output is the cubic Hermite
/// polynomial; the slopes it needs are evaluated when it is read.
final class PairStepper<Y> implements Stepper<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final boolean estimates;
    private final PairScheme<Y> scheme;
    private final Y error;
    private final Y endSlope;
    private final Y startSlope;
    private final StepInterpolant interpolant;
    private final CubicHermite<Y> hermite;
    private Y before;
    private Y companion;
    private Y after;
    private Y companionAfter;
    private boolean begun;
    private boolean slopeKnown;
    private boolean endKnown;
    private double start;
    private double end;

    PairStepper(InitialValueProblem<Y> problem, Tolerance tolerance, boolean estimates, PairScheme<Y> scheme) {
        space = problem.space();
        interpolant = new StepInterpolant();
        field = problem.field();
        this.tolerance = tolerance;
        this.estimates = estimates;
        this.scheme = scheme;
        hermite = new CubicHermite<>(space);
        error = space.allocate();
        startSlope = space.allocate();
        endSlope = space.allocate();
        before = problem.y0();
        companion = space.allocate();
        after = space.allocate();
        companionAfter = space.allocate();
        start = problem.t0();
    }

    @Override
    public Y state() {
        return before;
    }

    @Override
    public Y slope(double t) {
        if (!slopeKnown) field.evaluate(t, before, startSlope);
        slopeKnown = true;
        return startSlope;
    }

    private void requireBegun(double t) {
        if (!begun) scheme.begin(t, before, companion);
        begun = true;
    }

    @Override
    public double attempt(double t, double next) {
        requireBegun(t);
        start = t;
        end = next;
        endKnown = false;
        scheme.step(t, next, before, companion, after, companionAfter, error);
        if (!Double.isFinite(space.norm(companionAfter))) return Double.NaN;
        return estimates
                ? space.errorNorm(error, before, after, tolerance)
                : Double.isFinite(space.norm(after)) ? 0 : Double.NaN;
    }

    @Override
    public Interpolant<Y> interpolant() {
        return interpolant.over(start, end, before, after);
    }

    @Override
    public void accept() {
        Y free = before;
        before = after;
        after = free;
        free = companion;
        companion = companionAfter;
        companionAfter = free;
        scheme.accepted();
        start = end;
        slopeKnown = false;
    }

    @Override
    public void restart(double t, Y state) {
        space.copy(state, before);
        start = t;
        begun = false;
        slopeKnown = false;
        scheme.forget();
    }

    /// The state and its companion.
    @Override
    public Optional<Memory<Y>> memory() {
        requireBegun(start);
        return Optional.of(new Memory<>(List.of(before, companion), List.of()));
    }

    @Override
    public void recall(double t, Memory<Y> memory) {
        restart(t, memory.states().get(0));
        space.copy(memory.states().get(1), companion);
        begun = true;
    }

    /// A view of the step last attempted.
    private final class StepInterpolant extends StepView<Y> {

        StepInterpolant() {
            super(space);
        }

        @Override
        protected void between(double t, Y into) {
            cubic().at(t, into);
        }

        @Override
        public Interpolant<Y> keep() {
            return cubic().keep();
        }

        private CubicHermite<Y> cubic() {
            slope(start);
            if (!endKnown) field.evaluate(end, after, endSlope);
            endKnown = true;
            return hermite.over(start, end, before, after, startSlope, endSlope);
        }
    }
}

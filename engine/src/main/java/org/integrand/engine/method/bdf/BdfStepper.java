package org.integrand.engine.method.bdf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.implicit.RadauStart;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// [Bdf] at work: predicts, corrects, and chooses its order and the step it would like next (see [Choice]).
final class BdfStepper implements Stepper<double[]> {
    private final VectorField<double[]> field;
    private final DoubleSpace space;
    private final ErrorScale errors;
    private final int maxOrder;
    private Nordsieck history;
    private final Corrector corrector = new Corrector();
    private final Newton newton;
    private Choice choice;
    private final StepInterpolant interpolant;
    private final double[] predicted;
    private final double[] hSlope;
    private final double[] slope;
    private double[] correction;
    private double[] correctionBefore;
    private double[] after;
    private boolean begun;
    private boolean slopeKnown;
    private boolean measured;
    private double start;
    private double end;
    private double ratio;
    private double error;
    private double quotientBefore;

    BdfStepper(int maxOrder, InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        this.maxOrder = maxOrder;
        field = problem.field();
        int n = problem.space().dimension();
        space = DoubleSpace.of(n);
        interpolant = new StepInterpolant();
        errors = new ErrorScale(n, tolerance);
        history = new Nordsieck(space, maxOrder, problem.y0());
        newton = new Newton(field, system, errors, n);
        choice = new Choice(maxOrder);
        predicted = new double[n];
        hSlope = new double[n];
        slope = new double[n];
        correction = new double[n];
        correctionBefore = new double[n];
        after = new double[n];
    }

    @Override
    public double[] state() {
        return history.state();
    }

    @Override
    public double[] slope(double t) {
        if (!slopeKnown) {
            field.evaluate(t, history.state(), slope);
            slopeKnown = true;
        }
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
        double h = next - t;
        prepare(t, h);
        ratio = history.ratio(h);
        corrector.set(history.order(), h, history.past());
        history.predict(ratio, predicted, hSlope);
        double allowed = 0.1 / corrector.error();
        boolean solved = newton.solve(next, h, corrector.l(1), allowed, predicted, hSlope, correction, after);
        if (!solved) {
            choice.noSolution(h);
            newton.forgetJacobian();
            return Double.NaN;
        }
        error = newton.norm() * corrector.error();
        if (error > 1) {
            choice.tooInaccurate(h, error, history.order());
            newton.forgetFactors();
        }
        return error;
    }

    private void prepare(double t, double h) {
        if (!measured) errors.at(history.state());
        measured = true;
        if (!begun) history.slope(h, slope(t));
        begun = true;
        if (!choice.distrustsHistory()) return;
        if (history.order() > 1) history.lower();
        else history.slope(h, slope(t));
        choice.restarted(history.order());
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return interpolant.over(start, end, history.state(), after);
    }

    @Override
    public void accept() {
        double h = end - start;
        after = history.advance(h, ratio, corrector, correction, after);
        newton.age();
        slopeKnown = false;
        choose(h);
        measured = false;
        double[] free = correctionBefore;
        correctionBefore = correction;
        correction = free;
    }

    /// Goes on from a first step that was made by another method.
    ///
    /// @param first where that step began
    /// @param last  where it ended
    void goOn(double first, double last, double errorOfStart, RadauStart by) {
        restart(last, by.state());
        history.begin(last - first, by);
        choice.started(last - first, errorOfStart);
        newton.adopt(first, by.state());
        begun = true;
    }

    /// At order 1, like the very first step.
    @Override
    public void restart(double t, double[] state) {
        history = new Nordsieck(space, maxOrder, state);
        choice = new Choice(maxOrder);
        newton.forgetJacobian();
        begun = false;
        slopeKnown = false;
        measured = false;
    }

    /// The columns of the history, the correction before, the point of the Jacobian, and every number.
    @Override
    public Optional<Memory<double[]>> memory() {
        if (!begun) return Optional.of(Memory.of(state()));
        List<double[]> states = new ArrayList<>(history.columns());
        states.add(correctionBefore);
        states.add(newton.jacobianPoint());
        List<Double> numbers = new ArrayList<>(history.numbers());
        numbers.addAll(choice.numbers());
        numbers.add(quotientBefore);
        numbers.addAll(newton.numbers());
        return Optional.of(new Memory<>(states, numbers));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        restart(t, memory.states().getFirst());
        if (memory.numbers().isEmpty()) return;
        Iterator<Double> numbers = memory.numbers().iterator();
        int columns = history.recall(memory.states(), numbers);
        choice.recall(numbers);
        quotientBefore = numbers.next();
        space.copy(memory.states().get(columns), correctionBefore);
        newton.recall(memory.states().get(columns + 1), numbers);
        begun = true;
    }

    /// The order and the length of the next step.
    private void choose(double h) {
        int q = history.order();
        if (choice.accepted(h, error, q)) {
            double below = q > 1 ? errors.norm(history.last()) * corrector.errorBelow() : Double.NaN;
            double above = choice.mayRaise(q) ? errorAbove(h, q) : Double.NaN;
            int change = choice.compare(h, error, below, above, q);
            if (change > 0) history.raise(correction);
            if (change < 0) history.lower();
        }
        quotientBefore = corrector.quotient();
    }

    /// From the change of the scaled corrections of two steps of the same order.
    private double errorAbove(double h, int q) {
        double length = h / history.past()[1];
        double factor = corrector.quotient() / quotientBefore;
        for (int i = 0; i <= q; i++) factor *= length;
        return errors.norm(correction, -factor, correctionBefore) * corrector.errorAbove();
    }

    /// A view of the step last attempted: with theta = (t - start) / h, y = sum_j z_j (r theta)^j + e l(theta -
    /// 1).
    private final class StepInterpolant extends StepView<double[]> {

        StepInterpolant() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            double theta = (t - start) / (end - start);
            history.interpolate(theta, ratio, corrector.at(theta - 1, history.order()), correction, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            double[][] powers = history.powers(ratio, corrector.shifted(history.order()), correction);
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}

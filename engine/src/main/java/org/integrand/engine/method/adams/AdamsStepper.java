package org.integrand.engine.method.adams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// [Adams] at work. phi_j, j = 0 ... k, are the scaled differences of the past slopes (phi_0 the slope
/// itself); with the numbers of [History]:
///
/// p = y + h sum_{j < k} g_j beta_j phi_j,   e_k = f(t + h, p) - sum_{j < k} beta_j phi_j,   y_new = p
/// + h g_k e_k,
///
/// and the error of order k is h (g_k - g_{k-1}) e_k. After the step phi_0 = f(t + h, y_new), phi_j =
/// phi_{j-1}
/// - beta_{j-1} (phi_{j-1} before). Dense output is the polynomial whose slope runs through all of
/// these.
final class AdamsStepper<Y> implements Stepper<Y> {
    private static final int STATES = History.MOST_ORDER + 2;

    private final int most;
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final History history = new History();
    private final StepInterpolant interpolant;
    private final Y predicted;
    private final Y difference; // e_k
    private final Y work;
    private final double[] coefficients = new double[STATES + 2];
    private final Y[] terms;
    private OrderChoice choice;
    private Y[] phi;
    private Y[] spare;
    private Y before;
    private Y after;
    private boolean slopeKnown;
    private boolean moved; // phi still belongs to the step before
    private boolean begun;
    private double start;
    private double end;
    private int used; // k of the step last attempted
    private double error;
    private double below;
    private double below2;

    AdamsStepper(int most, InitialValueProblem<Y> problem, Tolerance tolerance) {
        this.most = most;
        space = problem.space();
        interpolant = new StepInterpolant();
        field = problem.field();
        this.tolerance = tolerance;
        choice = new OrderChoice(most);
        phi = space.allocate(STATES);
        spare = space.allocate(STATES);
        before = problem.y0();
        after = space.allocate();
        predicted = space.allocate();
        difference = space.allocate();
        work = space.allocate();
        terms = Arrays.copyOf(space.allocate(0), STATES + 2);
    }

    @Override
    public Y state() {
        return before;
    }

    @Override
    public Y slope(double t) {
        if (slopeKnown) return phi[0];
        field.evaluate(t, before, spare[0]);
        if (moved) {
            for (int j = 1; j < Math.min(used + 2, STATES); j++)
                pair(1, spare[j - 1], -history.beta(j - 1), phi[j - 1], spare[j]);
            history.advance(t);
            moved = false;
        } else if (!begun) {
            history.restart(t);
            begun = true;
        }
        Y[] free = phi;
        phi = spare;
        spare = free;
        slopeKnown = true;
        return phi[0];
    }

    @Override
    public double proposedStep() {
        return choice.proposal();
    }

    @Override
    public double attempt(double t, double next) {
        slope(t);
        start = t;
        end = next;
        double h = next - t;
        int k = Math.min(choice.order(), history.known());
        used = k;
        history.prepare(next, k);
        predict(k, h);
        field.evaluate(next, predicted, difference);
        subtractDifferences(k);
        pair(1, predicted, h * history.g(k), difference, after);
        error = Math.abs(h * errorFactor(k)) * space.errorNorm(difference, before, after, tolerance);
        below = k > 1 ? lowerError(k - 1, h) : Double.NaN;
        below2 = k > 2 ? lowerError(k - 2, h) : Double.NaN;
        if (!(error <= 1)) choice.rejected(Math.abs(h), choice.lowerIsBetter(below2, below, error));
        return error;
    }

    private void predict(int k, double h) {
        coefficients[0] = 1;
        terms[0] = before;
        for (int j = 0; j < k; j++) {
            coefficients[j + 1] = h * history.g(j) * history.beta(j);
            terms[j + 1] = phi[j];
        }
        space.combine(coefficients, terms, k + 1, predicted);
    }

    private void subtractDifferences(int k) {
        coefficients[0] = 1;
        terms[0] = difference;
        for (int j = 0; j < k; j++) {
            coefficients[j + 1] = -history.beta(j);
            terms[j + 1] = phi[j];
        }
        space.combine(coefficients, terms, k + 1, difference);
    }

    /// The error that order i < k would have had: h (g_i - g_{i-1}) e_i, e_i = e_k + sum_{i <= j < k}
    /// beta_j phi_j.
    private double lowerError(int i, double h) {
        double factor = h * errorFactor(i);
        coefficients[0] = factor;
        terms[0] = difference;
        int count = 1;
        for (int j = i; j < used; j++) {
            coefficients[count] = factor * history.beta(j);
            terms[count++] = phi[j];
        }
        space.combine(coefficients, terms, count, work);
        return space.errorNorm(work, before, after, tolerance);
    }

    /// The error of order k + 1, from e_{k+1} = e_k - beta_k phi_k; NaN before so many slopes are
    /// known.
    private double higherError(double h) {
        int k = used;
        if (!choice.mayRaise() || history.known() < k + 1) return Double.NaN;
        double factor = h * errorFactor(k + 1);
        pair(factor, difference, -factor * history.beta(k), phi[k], work);
        return space.errorNorm(work, before, after, tolerance);
    }

    /// g_i - g_{i-1}
    private double errorFactor(int i) {
        return history.g(i) - history.g(i - 1);
    }

    private void pair(double a, Y x, double b, Y y, Y into) {
        coefficients[0] = a;
        coefficients[1] = b;
        terms[0] = x;
        terms[1] = y;
        space.combine(coefficients, terms, 2, into);
    }

    @Override
    public Interpolant<Y> interpolant() {
        return interpolant.over(start, end, before, after);
    }

    @Override
    public void accept() {
        double h = end - start;
        choice.accepted(Math.abs(h), below2, below, error, higherError(h));
        Y free = before;
        before = after;
        after = free;
        slopeKnown = false;
        moved = true;
    }

    @Override
    public void restart(double t, Y state) {
        space.copy(state, before);
        choice = new OrderChoice(most);
        slopeKnown = false;
        moved = false;
        begun = false;
    }

    @Override
    public Optional<Memory<Y>> memory() {
        List<Y> states = new ArrayList<>();
        states.add(before);
        states.addAll(Arrays.asList(phi));
        List<Double> numbers = new ArrayList<>(choice.memory());
        numbers.add((double) used);
        numbers.add(slopeKnown ? 1.0 : 0.0);
        numbers.add(moved ? 1.0 : 0.0);
        numbers.add(begun ? 1.0 : 0.0);
        numbers.addAll(history.memory());
        return Optional.of(new Memory<>(states, numbers));
    }

    @Override
    public void recall(double t, Memory<Y> memory) {
        restart(t, memory.states().getFirst());
        for (int j = 0; j < phi.length; j++) space.copy(memory.states().get(j + 1), phi[j]);
        List<Double> numbers = memory.numbers();
        choice.recall(numbers);
        used = numbers.get(4).intValue();
        slopeKnown = numbers.get(5) != 0;
        moved = numbers.get(6) != 0;
        begun = numbers.get(7) != 0;
        int end = history.recall(numbers, 8);
        if (end != numbers.size())
            throw new IllegalArgumentException("memory of " + numbers.size() + " numbers: expected " + end);
    }

    /// A view of the step last attempted: y + h (sum_{j < k} g_j(s) beta_j phi_j + g_k(s) e_k).
    private final class StepInterpolant extends StepView<Y> {

        StepInterpolant() {
            super(space);
        }

        @Override
        protected void between(double t, Y into) {
            double h = end - start;
            double s = (t - start) / h;
            coefficients[0] = 1;
            terms[0] = before;
            for (int j = 0; j <= used; j++) {
                coefficients[j + 1] = h * history.weight(j, s) * (j < used ? history.beta(j) : 1);
                terms[j + 1] = j < used ? phi[j] : difference;
            }
            space.combine(coefficients, terms, used + 2, into);
        }

        @Override
        public Interpolant<Y> keep() {
            double h = end - start;
            Y[] powers = space.allocate(used + 2);
            space.copy(before, powers[0]);
            for (int m = 0; m <= used; m++) {
                for (int j = 0; j <= used; j++) {
                    coefficients[j] = h * history.coefficient(j, m) * (j < used ? history.beta(j) : 1);
                    terms[j] = j < used ? phi[j] : difference;
                }
                space.combine(coefficients, terms, used + 1, powers[m + 1]);
            }
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}

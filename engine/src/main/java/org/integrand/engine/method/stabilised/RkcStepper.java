package org.integrand.engine.method.stabilised;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of [Rkc2]. With Chebyshev polynomials T_j at w0 = 1 + 2 / (13 s^2), w1 = T_s' / T_s'',
/// b_j = T_j'' / T_j'^2 (b_0 = b_1 = b_2), a_j = 1 - b_j T_j:
///
/// Y_1 = y + b_1 w1 h f_0,   Y_j = (1 - mu - nu) y + mu Y_{j-1} + nu Y_{j-2} + m h f_{j-1} - a_{j-1} m h f_0,
/// mu = 2 b_j w0 / b_{j-1},   nu = -b_j / b_{j-2},   m = 2 b_j w1 / b_{j-1},   f_j at t + c_j h,
/// c_j = w1 T_j'' / T_j'.
///
/// Error estimate: 4/5 (y - Y_s) + 2/5 h (f_0 + f(t + h, Y_s)). Dense output: the cubic Hermite polynomial.
final class RkcStepper<Y> implements Stepper<Y> {
    private static final int STEPS_OF_A_RADIUS = 25;
    /// more would let rounding grow too far
    private static final int MOST_STAGES = 2000;

    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Tolerance tolerance;
    private final SpectralRadius<Y> spectralRadius;
    private final Y work;
    private final Y[] terms;
    private final double[] coefficients = new double[5];
    private final CubicHermite<Y> hermite;
    private double start;
    private double end;
    private Y state;
    private Y slope;
    private Y after;
    private Y endSlope;
    private Y previous;
    private boolean slopeKnown;
    private double radius;
    private int ageOfRadius = STEPS_OF_A_RADIUS;
    private boolean attempted;

    RkcStepper(InitialValueProblem<Y> problem, Tolerance tolerance) {
        this.space = problem.space();
        hermite = new CubicHermite<>(space);
        this.field = problem.field();
        this.tolerance = tolerance;
        spectralRadius = new SpectralRadius<>(space, field);
        state = problem.y0();
        slope = space.allocate();
        after = space.allocate();
        endSlope = space.allocate();
        previous = space.allocate();
        work = space.allocate();
        terms = Arrays.copyOf(space.allocate(0), 5);
    }

    @Override
    public Y state() {
        return state;
    }

    @Override
    public Y slope(double t) {
        if (!slopeKnown) field.evaluate(t, state, slope);
        slopeKnown = true;
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        double h = next - t;
        slope(t);
        if (ageOfRadius >= STEPS_OF_A_RADIUS || (attempted && ageOfRadius > 0)) {
            radius = spectralRadius.estimate(t, state, slope);
            ageOfRadius = 0;
        }
        attempted = true;
        start = t;
        end = next;
        double stages = 1 + Math.floor(Math.sqrt(1 + 1.54 * Math.abs(h) * radius));
        if (!(stages <= MOST_STAGES)) return Double.isNaN(stages) ? Double.NaN : Double.POSITIVE_INFINITY;
        chebyshev((int) Math.max(2, stages), t, h);
        field.evaluate(next, after, endSlope);
        terms[0] = state;
        terms[1] = after;
        terms[2] = slope;
        terms[3] = endSlope;
        combine(4, work, 0.8, -0.8, 0.4 * h, 0.4 * h, 0);
        return space.errorNorm(work, state, after, tolerance);
    }

    /// after = Y_s
    private void chebyshev(int s, double t, double h) {
        double w0 = 1 + 2 / (13.0 * s * s);
        double root = Math.sqrt(w0 * w0 - 1);
        double argument = s * StrictMath.log(w0 + root);
        double sinh = StrictMath.sinh(argument);
        double w1 = sinh * root * root / (StrictMath.cosh(argument) * s * root - w0 * sinh);
        double b = 1 / (4 * w0 * w0); // T_2'' / T_2'^2 = 4 / (4 w0)^2
        double bBefore = b;
        double value = w0;
        double valueBefore = 1;
        double first = 1;
        double firstBefore = 0;
        double second = 0;
        double secondBefore = 0;
        double c = w1 / w0 / (4 * w0); // c_1 = c_2 / T_2', c_2 = w1 T_2'' / T_2'
        space.copy(state, previous);
        terms[0] = state;
        terms[1] = slope;
        combine(2, after, 1, b * w1 * h, 0, 0, 0);
        for (int j = 2; j <= s; j++) {
            double a = 1 - b * value;
            double valueNext = 2 * w0 * value - valueBefore;
            double firstNext = 2 * value + 2 * w0 * first - firstBefore;
            double secondNext = 4 * first + 2 * w0 * second - secondBefore;
            double bNext = secondNext / (firstNext * firstNext);
            double mu = 2 * bNext * w0 / b;
            double nu = -bNext / bBefore;
            double m = 2 * bNext * w1 / b;
            field.evaluate(t + c * h, after, endSlope);
            terms[0] = state;
            terms[1] = after;
            terms[2] = previous;
            terms[3] = endSlope;
            terms[4] = slope;
            combine(5, previous, 1 - mu - nu, mu, nu, m * h, -a * m * h);
            Y free = after;
            after = previous;
            previous = free;
            c = w1 * secondNext / firstNext;
            bBefore = b;
            b = bNext;
            valueBefore = value;
            value = valueNext;
            firstBefore = first;
            first = firstNext;
            secondBefore = second;
            second = secondNext;
        }
    }

    private void combine(int count, Y into, double c0, double c1, double c2, double c3, double c4) {
        coefficients[0] = c0;
        coefficients[1] = c1;
        coefficients[2] = c2;
        coefficients[3] = c3;
        coefficients[4] = c4;
        space.combine(coefficients, terms, count, into);
    }

    @Override
    public Interpolant<Y> interpolant() {
        return hermite.over(start, end, state, after, slope, endSlope);
    }

    @Override
    public void accept() {
        Y free = state;
        state = after;
        after = free;
        free = slope;
        slope = endSlope;
        endSlope = free;
        ageOfRadius++;
        attempted = false;
    }

    @Override
    public void restart(double t, Y from) {
        space.copy(from, state);
        slopeKnown = false;
        attempted = false;
        ageOfRadius = STEPS_OF_A_RADIUS;
    }

    @Override
    public Optional<Memory<Y>> memory() {
        var states = List.of(state, spectralRadius.direction());
        double begun = spectralRadius.hasDirection() ? 1 : 0;
        return Optional.of(new Memory<>(states, List.of(radius, (double) ageOfRadius, attempted ? 1.0 : 0, begun)));
    }

    @Override
    public void recall(double t, Memory<Y> memory) {
        restart(t, memory.states().getFirst());
        radius = memory.numbers().get(0);
        ageOfRadius = memory.numbers().get(1).intValue();
        attempted = memory.numbers().get(2) == 1;
        if (memory.numbers().get(3) == 1)
            spectralRadius.goOnFrom(memory.states().get(1));
    }
}

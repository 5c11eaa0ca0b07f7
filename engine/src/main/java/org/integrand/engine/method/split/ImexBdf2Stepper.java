package org.integrand.engine.method.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.implicit.StageSolver;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// [ImexBdf2] at work.
///
/// Taylor's formula gives the error of a step, with a = (1 + 2 w) / (1 + w), l the step before,
///
/// e = h^2 (h + l) / a (y''' / 6 - f'' / 2),
///
/// y''' / 6 taken as the divided difference of the states at n + 1, n, n, n - 1 (n twice: with the
/// slope there) and f'' / 2 as that of f at n + 1, n, n - 1. The state at n + 1 has the error in it
/// already, which makes the factor h^2 / (1 + a) below. In the first step e = h / 2 (g_1 - g_0 - f_1 +
/// f_0). Slopes of g are those that the implicit equations say, not g of a state that solves them
/// almost.
final class ImexBdf2Stepper implements Stepper<double[]> {
    private final VectorField<double[]> nonStiff;
    private final VectorField<double[]> stiff;
    private final DoubleSpace space;
    private final ErrorScale errors;
    private final StageSolver solver;
    private final CubicHermite<double[]> cubic;
    private final double[] slope;
    private final double[] slopeAfter;
    private final double[] work;
    private final double[] coefficients = new double[6];
    private final double[][] terms = new double[6][];
    // states and slopes at n - 1, n, n + 1
    private double[] past;
    private double[] before;
    private double[] after;
    private double[] fPast;
    private double[] f;
    private double[] fAfter;
    private double[] gPast;
    private double[] g;
    private double[] gAfter;
    private boolean explicitKnown;
    private boolean implicitKnown;
    private double lengthBefore; // 0: the first step
    private double start;
    private double end;

    ImexBdf2Stepper(SplitProblem problem, Tolerance tolerance) {
        nonStiff = problem.nonStiff();
        stiff = problem.stiffPart().field();
        int n = problem.stiffPart().space().dimension();
        space = DoubleSpace.of(n);
        errors = new ErrorScale(n, tolerance);
        solver = Stages.of(problem, errors);
        cubic = new CubicHermite<>(space);
        slope = new double[n];
        slopeAfter = new double[n];
        work = new double[n];
        past = new double[n];
        before = problem.stiffPart().y0();
        after = new double[n];
        fPast = new double[n];
        f = new double[n];
        fAfter = new double[n];
        gPast = new double[n];
        g = new double[n];
        gAfter = new double[n];
        errors.at(before);
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        if (!explicitKnown) nonStiff.evaluate(t, before, f);
        explicitKnown = true;
        if (!implicitKnown) stiff.evaluate(t, before, g);
        implicitKnown = true;
        sum(f, g, slope);
        return slope;
    }

    private static void sum(double[] x, double[] y, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] = x[i] + y[i];
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        double w = lengthBefore == 0 ? 0 : h / lengthBefore;
        double leading = (1 + 2 * w) / (1 + w); // w = 0 gives the first step
        double c = h / leading;
        slope(t);
        if (!solver.prepare(t, before, c)) return Double.NaN;
        guess(h, w, leading);
        while (!solver.solve(next, c, gAfter, after)) {
            if (!solver.renew(t, before, c)) return Double.NaN;
            guess(h, w, leading);
        }
        nonStiff.evaluate(next, after, fAfter);
        sum(fAfter, gAfter, slopeAfter);
        return error(h, leading);
    }

    /// g_{n+1} on the line through the last two, y_{n+1} with it.
    private void guess(double h, double w, double leading) {
        if (!solver.wantsGuess()) Arrays.fill(gAfter, 0);
        else for (int i = 0; i < g.length; i++) gAfter[i] = g[i] + w * (g[i] - gPast[i]);
        int count = 0;
        coefficients[count] = (1 + w) / leading;
        terms[count++] = before;
        if (w != 0) {
            coefficients[count] = -w * w / (1 + w) / leading;
            terms[count++] = past;
            coefficients[count] = -h * w / leading;
            terms[count++] = fPast;
        }
        coefficients[count] = h * (1 + w) / leading;
        terms[count++] = f;
        coefficients[count] = h / leading;
        terms[count++] = gAfter;
        space.combine(coefficients, terms, count, after);
    }

    private double error(double h, double leading) {
        double l = lengthBefore;
        for (int i = 0; i < work.length; i++) {
            double bendOfState = (after[i] - before[i]) / h - slope[i];
            double bendOfField = fAfter[i] - f[i];
            work[i] = l == 0
                    ? h / 2 * (gAfter[i] - g[i] - bendOfField)
                    : h
                            * h
                            / (1 + leading)
                            * ((bendOfState - bendOfField) / h
                                    - (slope[i] - (before[i] - past[i]) / l - (f[i] - fPast[i])) / l);
        }
        double error = errors.norm(work);
        return Double.isFinite(error) && Double.isFinite(space.norm(after)) ? error : Double.NaN;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return cubic.over(start, end, before, after, slope, slopeAfter);
    }

    @Override
    public void accept() {
        lengthBefore = end - start;
        double[] free = past;
        past = before;
        before = after;
        after = free;
        free = fPast;
        fPast = f;
        f = fAfter;
        fAfter = free;
        free = gPast;
        gPast = g;
        g = gAfter;
        gAfter = free;
        errors.at(before);
        solver.accepted();
    }

    /// With a step of order 1.
    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        errors.at(before);
        explicitKnown = false;
        implicitKnown = false;
        lengthBefore = 0;
        solver.forget();
    }

    @Override
    public LinearWork work() {
        return solver.work();
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        List<double[]> states = new ArrayList<>(List.of(before, past, fPast, f, gPast, g));
        List<Double> numbers =
                new ArrayList<>(List.of(lengthBefore, explicitKnown ? 1.0 : 0.0, implicitKnown ? 1.0 : 0.0));
        solver.remember(states, numbers);
        return Optional.of(new Memory<>(states, numbers));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        Iterator<double[]> states = memory.states().iterator();
        Iterator<Double> numbers = memory.numbers().iterator();
        restart(t, states.next());
        for (double[] into : new double[][] {past, fPast, f, gPast, g}) space.copy(states.next(), into);
        lengthBefore = numbers.next();
        explicitKnown = numbers.next() != 0;
        implicitKnown = numbers.next() != 0;
        solver.recall(states, numbers);
    }
}

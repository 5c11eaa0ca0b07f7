package org.integrand.engine.method.implicit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of every ESDIRK method: one stage after the other, each solved by [NewtonStages].
final class EsdirkStepper implements Stepper<double[]> {
    private final EsdirkTableau tableau;
    private final int stages;
    private final VectorField<double[]> field;
    private final DoubleSpace space;
    private final ErrorScale errors;
    private final StageSolver solver;
    private final EsdirkInterpolant interpolant;
    private final double[] coefficients;
    private final double[][] terms;
    private final double[][] k;
    private final double[] work;
    private double[] before;
    private double[] after;
    private boolean slopeKnown;
    private double start;
    private double end;

    EsdirkStepper(
            EsdirkTableau tableau, InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        this.tableau = tableau;
        stages = tableau.stages();
        field = problem.field();
        int n = problem.space().dimension();
        space = DoubleSpace.of(n);
        errors = new ErrorScale(n, tolerance);
        solver = new NewtonStages(field, system, errors, n);
        interpolant = new EsdirkInterpolant(tableau, space);
        coefficients = new double[stages + 1];
        terms = new double[stages + 1][];
        k = space.allocate(stages);
        work = new double[n];
        before = problem.y0();
        after = new double[n];
        errors.at(before);
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        if (!slopeKnown) field.evaluate(t, before, k[0]);
        slopeKnown = true;
        return k[0];
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        slope(t);
        if (!solver.prepare(t, before, h * tableau.gamma())) return Double.NaN;
        while (!solve(t, h)) if (!solver.renew(t, before, h * tableau.gamma())) return Double.NaN;
        interpolant.over(t, next, before, after, k);
        return error();
    }

    private boolean solve(double t, double h) {
        for (int i = 1; i < stages; i++) {
            predict(i, h);
            double time = tableau.node(i) == 1 ? end : t + tableau.node(i) * h;
            if (!solver.solve(time, h * tableau.gamma(), k[i], after)) return false;
        }
        return true;
    }

    /// k_i on the line through k_0 and the nearest stage, Y_i = y + h sum_{j < i} a_ij k_j + h gamma k_i.
    private void predict(int i, double h) {
        int j = tableau.nearest(i);
        double line = j == 0 ? 0 : tableau.node(i) / tableau.node(j);
        double[] ki = k[i];
        double[] k0 = k[0];
        double[] kj = k[j];
        for (int c = 0; c < ki.length; c++) ki[c] = k0[c] + line * (kj[c] - k0[c]);
        coefficients[0] = 1;
        terms[0] = before;
        for (int m = 0; m <= i; m++) {
            coefficients[m + 1] = h * (m == i ? tableau.gamma() : tableau.a(i, m));
            terms[m + 1] = k[m];
        }
        space.combine(coefficients, terms, i + 2, after);
    }

    /// h sum_i e_i k_i
    private double error() {
        for (int i = 0; i < stages; i++) coefficients[i] = (end - start) * tableau.errorWeight(i);
        space.combine(coefficients, k, stages, work);
        double error = errors.norm(work);
        return Double.isFinite(error) ? error : Double.NaN;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return interpolant;
    }

    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        double[] first = k[0];
        k[0] = k[stages - 1];
        k[stages - 1] = first;
        errors.at(before);
        solver.accepted();
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        errors.at(before);
        slopeKnown = false;
        solver.forget();
    }

    /// The state, its slope where it is that of a solved stage, and what the iteration knows.
    @Override
    public Optional<Memory<double[]>> memory() {
        List<double[]> states = new ArrayList<>(List.of(before, k[0]));
        List<Double> numbers = new ArrayList<>(List.of(slopeKnown ? 1.0 : 0.0));
        solver.remember(states, numbers);
        return Optional.of(new Memory<>(states, numbers));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        Iterator<double[]> states = memory.states().iterator();
        Iterator<Double> numbers = memory.numbers().iterator();
        restart(t, states.next());
        space.copy(states.next(), k[0]);
        slopeKnown = numbers.next() != 0;
        solver.recall(states, numbers);
    }
}

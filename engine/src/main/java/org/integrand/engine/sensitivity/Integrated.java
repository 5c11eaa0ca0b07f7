package org.integrand.engine.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.Entries;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.SparsityPattern;

/// A problem with a running loss as one with a component more, z' = l(t, y, p), z(t0) = 0: the integral
/// is z(t1), and every mode treats it exactly as it treats the state.
final class Integrated implements ParametricField {
    private final ParametricField field;
    private final RunningLoss loss;
    private final int n;
    private final double[] y;
    private final double[] part;
    private final double[] intoY;
    private final double[] intoP;

    private Integrated(ParametricField field, RunningLoss loss) {
        this.field = field;
        this.loss = loss;
        n = field.dimension();
        y = new double[n];
        part = new double[n];
        intoY = new double[n];
        intoP = new double[field.parameters()];
    }

    static ParametricProblem problem(ParametricProblem problem, RunningLoss loss) {
        double[] start = problem.y0();
        return new ParametricProblem(
                new Integrated(problem.field(), loss),
                problem.t0(),
                problem.t1(),
                Arrays.copyOf(start, start.length + 1),
                problem.p());
    }

    /// The terms of a loss for states with a component more, and that component at the end.
    static Loss loss(Loss loss, int n) {
        List<Loss.Term> terms = new ArrayList<>();
        for (Loss.Term term : loss.terms()) terms.add(new Loss.Term(term.time(), ofPart(term.loss(), n)));
        terms.add(new Loss.Term(Double.NaN, PointLoss.component(n)));
        return new Loss(terms, Optional.empty());
    }

    private static PointLoss ofPart(PointLoss loss, int n) {
        return new PointLoss() {
            @Override
            public double value(double[] y, double[] p) {
                return loss.value(Arrays.copyOf(y, n), p);
            }

            @Override
            public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
                double[] into = new double[n];
                loss.gradient(Arrays.copyOf(y, n), p, into, intoP);
                System.arraycopy(into, 0, intoY, 0, n);
            }
        };
    }

    @Override
    public int dimension() {
        return n + 1;
    }

    @Override
    public int parameters() {
        return field.parameters();
    }

    @Override
    public void evaluate(double t, double[] z, double[] p, double[] into) {
        System.arraycopy(z, 0, y, 0, n);
        field.evaluate(t, y, p, part);
        System.arraycopy(part, 0, into, 0, n);
        into[n] = loss.value(t, y, p);
    }

    @Override
    public void vjp(double t, double[] z, double[] p, double[] v, double[] toY, double[] toP) {
        System.arraycopy(z, 0, y, 0, n);
        System.arraycopy(v, 0, part, 0, n);
        field.vjp(t, y, p, part, intoY, toP);
        System.arraycopy(intoY, 0, toY, 0, n);
        toY[n] = 0;
        if (v[n] == 0) return;
        slopes(t, p);
        for (int i = 0; i < n; i++) toY[i] += v[n] * intoY[i];
        for (int k = 0; k < toP.length; k++) toP[k] += v[n] * intoP[k];
    }

    /// intoY, intoP = the gradient of l at (t, y, p)
    private void slopes(double t, double[] p) {
        Arrays.fill(intoY, 0);
        Arrays.fill(intoP, 0);
        loss.gradient(t, y, p, intoY, intoP);
    }

    @Override
    public Optional<Jvp> jvp() {
        double[] direction = new double[n];
        return field.jvp().map(given -> (t, z, p, dz, dp, into) -> {
            System.arraycopy(z, 0, y, 0, n);
            System.arraycopy(dz, 0, direction, 0, n);
            given.evaluate(t, y, p, direction, dp, part);
            System.arraycopy(part, 0, into, 0, n);
            slopes(t, p);
            double sum = 0;
            for (int i = 0; i < n; i++) sum += intoY[i] * dz[i];
            for (int k = 0; k < dp.length; k++) sum += intoP[k] * dp[k];
            into[n] = sum;
        });
    }

    @Override
    public Jacobian jacobian(double[] p) {
        Jacobian inner = field.jacobian(p);
        return new Jacobian(
                structure(inner.structure()),
                inner.function().map(function -> (t, z, into) -> {
                    function.evaluate(t, Arrays.copyOf(z, n), into);
                    lastRow(t, z, p, into);
                }),
                Optional.empty());
    }

    private void lastRow(double t, double[] z, double[] p, Entries into) {
        System.arraycopy(z, 0, y, 0, n);
        slopes(t, p);
        for (int j = 0; j < n; j++) into.set(n, j, intoY[j]);
    }

    private Jacobian.Structure structure(Jacobian.Structure inner) {
        return switch (inner) {
            case Jacobian.Dense dense -> dense;
            case Jacobian.MatrixFree free -> free;
            case Jacobian.Banded(int lower, int upper) -> {
                var pattern = SparsityPattern.square(n + 1);
                for (int i = 0; i < n; i++)
                    for (int j = Math.max(0, i - lower); j <= Math.min(n - 1, i + upper); j++) pattern.entry(i, j);
                yield new Jacobian.Sparse(withLastRow(pattern));
            }
            case Jacobian.Sparse(SparsityPattern given) -> {
                var pattern = SparsityPattern.square(n + 1);
                given.forEach(pattern::entry);
                yield new Jacobian.Sparse(withLastRow(pattern));
            }
        };
    }

    private SparsityPattern withLastRow(SparsityPattern.Builder pattern) {
        for (int j = 0; j < n; j++) pattern.entry(n, j);
        return pattern.build();
    }
}

package org.integrand.engine.method.exponential;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.exponential.ExponentialTableau.Row;
import org.integrand.engine.method.exponential.ExponentialTableau.Term;
import org.integrand.engine.phi.PhiProducts;
import org.integrand.engine.problem.LinearTerm;
import org.integrand.engine.problem.SemilinearProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of [ExponentialTableau].
///
/// Steps whose lengths differ by roundings of the time only are made with the same phi functions.
final class ExponentialStepper implements Stepper<double[]> {
    private final ExponentialTableau tableau;
    private final int stages;
    private final boolean needsEnd;
    private final LinearTerm linear;
    private final VectorField<double[]> nonlinear;
    private final DoubleSpace space;
    private final Tolerance tolerance;
    private final PhiProducts products;
    private final SlopeCubic cubic;
    private final double[][] n; // N_1 ... N_s, N_end
    private final double[][] u; // y, U_2 ...
    private final double[] slope;
    private final double[] sum;
    private final double[] error;
    private final double[] coefficients;
    private final double[][] terms;
    private double[] before;
    private double[] after;
    private boolean startKnown;
    private boolean endKnown;
    private double prepared;
    private double end;

    ExponentialStepper(ExponentialTableau tableau, SemilinearProblem problem, Tolerance tolerance) {
        this.tableau = tableau;
        this.tolerance = tolerance;
        stages = tableau.stages();
        needsEnd = tableau.needsEnd();
        linear = problem.linear();
        nonlinear = problem.rest().field();
        int dimension = problem.rest().space().dimension();
        space = DoubleSpace.of(dimension);
        products = PhiProducts.of(linear, dimension, tableau.phis(), tableau.nodes());
        n = space.allocate(stages + 1);
        u = space.allocate(stages);
        slope = new double[dimension];
        sum = new double[dimension];
        error = new double[dimension];
        coefficients = new double[stages + 1];
        terms = new double[stages + 1][];
        before = problem.rest().y0();
        after = new double[dimension];
        cubic = new SlopeCubic(space, this::slopes);
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        nonlinearAtStart(t);
        linear.apply(before, slope);
        for (int i = 0; i < slope.length; i++) slope[i] += n[0][i];
        return slope;
    }

    private void nonlinearAtStart(double t) {
        if (!startKnown) nonlinear.evaluate(t, before, n[0]);
        startKnown = true;
    }

    private void nonlinearAtEnd() {
        if (!endKnown) nonlinear.evaluate(end, after, n[stages]);
        endKnown = true;
    }

    @Override
    public double attempt(double t, double next) {
        double length = next - t;
        if (!(Math.abs(length - prepared) <= 4 * Math.ulp(Math.max(Math.abs(t), Math.abs(next))))) {
            products.prepare(length);
            prepared = length;
        }
        double h = prepared;
        end = next;
        endKnown = false;
        nonlinearAtStart(t);
        for (int i = 0; i < stages; i++) {
            Row row = tableau.row(i);
            boolean last = i == stages - 1;
            double[] into = last ? after : u[i + 1];
            Arrays.fill(into, 0);
            if (!products.add(0, row.node(), 1, row.from() == 0 ? before : u[row.from()], into)) return Double.NaN;
            for (int m = 0; m < row.terms().size(); m++)
                if (!add(row.terms().get(m), row.node(), h, into)) return Double.NaN;
            if (!last) nonlinear.evaluate(row.time() == 1 ? next : t + row.time() * h, into, n[i + 1]);
        }
        cubic.over(t, next, before, after);
        if (needsEnd) nonlinearAtEnd();
        Arrays.fill(error, 0);
        int one = tableau.row(stages - 1).node();
        for (int m = 0; m < tableau.error().size(); m++)
            if (!add(tableau.error().get(m), one, h, error)) return Double.NaN;
        return space.errorNorm(error, before, after, tolerance);
    }

    /// into += h phi_k sum_j w_j N_j
    private boolean add(Term term, int node, double h, double[] into) {
        int count = 0;
        for (int j = 0; j < term.count(); j++) {
            if (term.weight(j) == 0) continue;
            coefficients[count] = term.weight(j);
            terms[count++] = n[j];
        }
        space.combine(coefficients, terms, count, sum);
        return products.add(term.k(), node, h, sum, into);
    }

    /// L y + N at both ends of the step last attempted.
    private void slopes(double[] first, double[] last) {
        nonlinearAtEnd();
        linear.apply(before, first);
        linear.apply(after, last);
        for (int i = 0; i < first.length; i++) {
            first[i] += n[0][i];
            last[i] += n[stages][i];
        }
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return cubic;
    }

    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        free = n[0];
        n[0] = n[stages];
        n[stages] = free;
        startKnown = endKnown;
        endKnown = false;
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        startKnown = false;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        return Optional.of(new Memory<>(List.of(before), List.of(prepared)));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        restart(t, memory.states().getFirst());
        prepared = memory.numbers().getFirst();
        if (prepared != 0) products.prepare(prepared);
    }
}

package org.integrand.engine.method.split;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.implicit.StageSolver;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of [AdditiveTableau].
final class AdditiveStepper implements Stepper<double[]> {
    private final AdditiveTableau tableau;
    private final int stages;
    private final double gamma;
    private final boolean corrects;
    private final VectorField<double[]> nonStiff;
    private final VectorField<double[]> stiff;
    private final DoubleSpace space;
    private final ErrorScale errors;
    private final StageSolver solver;
    private final Piece piece;
    private final double[][] f;
    private final double[][] g;
    private final double[] slope;
    private final double[] work;
    private final double[] coefficients;
    private final double[][] terms;
    private int count;
    private double[] before;
    private double[] after;
    private boolean explicitKnown;
    private boolean implicitKnown;
    private double start;
    private double end;

    AdditiveStepper(AdditiveTableau tableau, SplitProblem problem, Tolerance tolerance) {
        this.tableau = tableau;
        stages = tableau.stages();
        gamma = tableau.implicit().gamma();
        corrects = !tableau.lastStageIsSolution();
        nonStiff = problem.nonStiff();
        stiff = problem.stiffPart().field();
        int n = problem.stiffPart().space().dimension();
        space = DoubleSpace.of(n);
        piece = new Piece();
        errors = new ErrorScale(n, tolerance);
        solver = Stages.of(problem, errors);
        f = space.allocate(stages);
        g = space.allocate(stages);
        slope = new double[n];
        work = new double[n];
        coefficients = new double[2 * stages + 2];
        terms = new double[2 * stages + 2][];
        before = problem.stiffPart().y0();
        after = new double[n];
        errors.at(before);
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        firstSlopes(t);
        for (int i = 0; i < slope.length; i++) slope[i] = f[0][i] + g[0][i];
        return slope;
    }

    private void firstSlopes(double t) {
        if (!explicitKnown) nonStiff.evaluate(t, before, f[0]);
        explicitKnown = true;
        if (!implicitKnown) stiff.evaluate(t, before, g[0]);
        implicitKnown = true;
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        firstSlopes(t);
        if (!solver.prepare(t, before, h * gamma)) return Double.NaN;
        while (!solve(t, h)) if (!solver.renew(t, before, h * gamma)) return Double.NaN;
        return corrects ? correctedError(h) : error(h);
    }

    private boolean solve(double t, double h) {
        for (int i = 1; i < stages; i++) {
            double node = tableau.implicit().node(i);
            double time = node == 1 ? end : t + node * h;
            argument(i, h);
            if (!solver.solve(time, h * gamma, g[i], after)) return false;
            if (tableau.needsExplicit(i)) nonStiff.evaluate(time, after, f[i]);
        }
        return true;
    }

    /// Guesses G_i and writes Y_i with it.
    private void argument(int i, double h) {
        guess(i);
        begin(before);
        for (int j = 0; j < i; j++) {
            add(h * tableau.implicit().a(i, j), g[j]);
            add(h * tableau.a(i, j), f[j]);
        }
        add(h * gamma, g[i]);
        space.combine(coefficients, terms, count, after);
    }

    /// On the line through G_0 and that of the nearest stage.
    private void guess(int i) {
        int j = tableau.implicit().nearest(i);
        double line =
                j == 0 ? 0 : tableau.implicit().node(i) / tableau.implicit().node(j);
        double[] gi = g[i];
        double[] g0 = g[0];
        double[] gj = g[j];
        boolean wanted = solver.wantsGuess();
        for (int c = 0; c < gi.length; c++) gi[c] = wanted ? g0[c] + line * (gj[c] - g0[c]) : 0;
    }

    private double error(double h) {
        estimate(h);
        return measured();
    }

    /// The state is the last stage corrected, so that the next G_0 may be large; it enters the
    /// estimate, which the last stage's equation brings back to what the state feels of it.
    private double correctedError(double h) {
        estimate(h);
        solver.filter(end, h * gamma, g[stages - 1], after, work);
        begin(after);
        for (int i = 0; i < stages; i++) add(h * tableau.correction(i), f[i]);
        space.combine(coefficients, terms, count, after);
        return measured();
    }

    private void estimate(double h) {
        count = 0;
        for (int i = 0; i < stages; i++) {
            add(h * tableau.implicit().errorWeight(i), g[i]);
            add(h * tableau.errorWeight(i), f[i]);
        }
        space.combine(coefficients, terms, count, work);
    }

    private double measured() {
        double error = errors.norm(work);
        return Double.isFinite(error) && Double.isFinite(space.norm(after)) ? error : Double.NaN;
    }

    private void begin(double[] state) {
        coefficients[0] = 1;
        terms[0] = state;
        count = 1;
    }

    private void add(double coefficient, double[] term) {
        if (coefficient == 0) return;
        coefficients[count] = coefficient;
        terms[count++] = term;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return piece.over(start, end, before, after);
    }

    /// Where the last stage is the solution its G is the next step's first, which then serves for
    /// guesses only.
    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        explicitKnown = false;
        implicitKnown = !corrects && !tableau.needsFirstImplicit();
        if (implicitKnown) {
            double[] first = g[0];
            g[0] = g[stages - 1];
            g[stages - 1] = first;
        }
        errors.at(before);
        solver.accepted();
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        errors.at(before);
        explicitKnown = false;
        implicitKnown = false;
        solver.forget();
    }

    @Override
    public LinearWork work() {
        return solver.work();
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        List<double[]> states = new ArrayList<>(List.of(before, g[0]));
        List<Double> numbers = new ArrayList<>(List.of(implicitKnown ? 1.0 : 0.0));
        solver.remember(states, numbers);
        return Optional.of(new Memory<>(states, numbers));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        Iterator<double[]> states = memory.states().iterator();
        Iterator<Double> numbers = memory.numbers().iterator();
        restart(t, states.next());
        space.copy(states.next(), g[0]);
        implicitKnown = numbers.next() != 0;
        solver.recall(states, numbers);
    }

    /// A view of the step last attempted.
    private final class Piece extends StepView<double[]> {

        Piece() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            double theta = (t - start) / (end - start);
            begin(before);
            for (int i = 0; i < stages; i++) {
                double explicit = 0;
                double implicit = 0;
                for (int m = tableau.degree(); m >= 1; m--) {
                    explicit = theta * (explicit + tableau.denseExplicit(i, m));
                    implicit = theta * (implicit + tableau.denseImplicit(i, m));
                }
                add((end - start) * explicit, f[i]);
                add((end - start) * implicit, g[i]);
            }
            space.combine(coefficients, terms, count, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            double[][] powers = space.allocate(tableau.degree() + 1);
            space.copy(before, powers[0]);
            for (int m = 1; m < powers.length; m++) {
                count = 0;
                for (int i = 0; i < stages; i++) {
                    add((end - start) * tableau.denseExplicit(i, m), f[i]);
                    add((end - start) * tableau.denseImplicit(i, m), g[i]);
                }
                space.combine(coefficients, terms, count, powers[m]);
            }
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}

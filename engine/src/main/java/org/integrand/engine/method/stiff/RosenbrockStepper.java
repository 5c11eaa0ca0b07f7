package org.integrand.engine.method.stiff;

import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of [RosenbrockTableau].
final class RosenbrockStepper implements Stepper<double[]> {
    private final RosenbrockTableau tableau;
    private final Space<double[]> space;
    private final VectorField<double[]> field;
    private final JacobianSystem system;
    private final Tolerance tolerance;
    private final double[][] u;
    private final double[] slope;
    private final double[] timeDerivative;
    private final double[] argument;
    private final double[] coefficients;
    private final double[][] terms;
    private final Piece piece;
    private double start;
    private double end;
    private double[] before;
    private double[] after;
    private boolean slopeKnown;
    private boolean jacobianKnown;

    RosenbrockStepper(
            RosenbrockTableau tableau,
            InitialValueProblem<double[]> problem,
            JacobianSystem system,
            Tolerance tolerance) {
        this.tableau = tableau;
        this.space = problem.space();
        this.field = problem.field();
        this.system = system;
        this.tolerance = tolerance;
        u = space.allocate(tableau.stages);
        slope = space.allocate();
        timeDerivative = space.allocate();
        argument = space.allocate();
        coefficients = new double[tableau.stages + 2];
        terms = new double[tableau.stages + 2][];
        before = problem.y0();
        after = space.allocate();
        piece = new Piece();
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        if (!slopeKnown) {
            field.evaluate(t, before, slope);
            slopeKnown = true;
        }
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        double h = next - t;
        slope(t);
        if (!jacobianKnown) system.update(t, before, slope);
        jacobianKnown = true;
        system.timeDerivative(t, h, before, slope, timeDerivative);
        start = t;
        end = next;
        piece.known = false;
        if (!system.factor(1 / (h * tableau.gamma))) return Double.NaN;
        int whole = tableau.alpha.length; // stages before those at the end of the step
        for (int i = 0; i < tableau.stages; i++) {
            if (i > 0) {
                if (i <= whole) argument(tableau.a[i - 1], i);
                else add(u[i - 1], argument);
                field.evaluate(i < whole ? t + tableau.alpha[i] * h : next, argument, u[i]);
            } else {
                space.copy(slope, u[0]);
            }
            rightHandSide(i, h, i < whole ? h * tableau.d[i] : 0);
            system.solve(u[i]);
        }
        double[] error = u[tableau.stages - 1];
        add(error, argument);
        space.copy(argument, after);
        return space.errorNorm(error, before, after, tolerance);
    }

    /// argument = y + sum_j row_j u_j
    private void argument(double[] row, int count) {
        coefficients[0] = 1;
        terms[0] = before;
        for (int j = 0; j < count; j++) {
            coefficients[j + 1] = row[j];
            terms[j + 1] = u[j];
        }
        space.combine(coefficients, terms, count + 1, argument);
    }

    /// u_i += sum_j c_ij / h u_j + time f_t
    private void rightHandSide(int i, double h, double time) {
        int count = 0;
        coefficients[count] = 1;
        terms[count++] = u[i];
        for (int j = 0; j < i; j++) {
            coefficients[count] = tableau.c[i - 1][j] / h;
            terms[count++] = u[j];
        }
        if (time != 0) {
            coefficients[count] = time;
            terms[count++] = timeDerivative;
        }
        space.combine(coefficients, terms, count, u[i]);
    }

    private static void add(double[] what, double[] to) {
        for (int i = 0; i < to.length; i++) to[i] += what[i];
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return piece.over(start, end, before, after);
    }

    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        slopeKnown = false;
        jacobianKnown = false;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        return Optional.of(Memory.of(state()));
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        slopeKnown = false;
        jacobianKnown = false;
    }

    /// A view of the step last attempted; its polynomial is worked out when somebody asks.
    private final class Piece extends StepView<double[]> {
        private final double[][] k = space.allocate(tableau.dense.length);
        private boolean known;

        Piece() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            RosenbrockPiece.evaluate((t - start) / (end - start), before, after, polynomial(), into);
        }

        @Override
        public Interpolant<double[]> keep() {
            double[][] kept = polynomial().clone();
            for (int m = 0; m < kept.length; m++) kept[m] = kept[m].clone();
            return new RosenbrockPiece(start, end, before.clone(), after.clone(), kept);
        }

        private double[][] polynomial() {
            if (!known)
                for (int m = 0; m < k.length; m++) space.combine(tableau.dense[m], u, tableau.dense[m].length, k[m]);
            known = true;
            return k;
        }
    }
}

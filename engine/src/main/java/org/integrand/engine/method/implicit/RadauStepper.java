package org.integrand.engine.method.implicit;

import static org.integrand.engine.method.implicit.RadauTransform.ALPHA;
import static org.integrand.engine.method.implicit.RadauTransform.BETA;
import static org.integrand.engine.method.implicit.RadauTransform.C;
import static org.integrand.engine.method.implicit.RadauTransform.ERROR;
import static org.integrand.engine.method.implicit.RadauTransform.GAMMA;
import static org.integrand.engine.method.implicit.RadauTransform.T;
import static org.integrand.engine.method.implicit.RadauTransform.T_INVERSE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.method.StepView;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.ErrorScale;
import org.integrand.engine.space.Tolerance;

/// [Radau5] at work: finds the stages Y_i = y + Z_i by a simplified Newton iteration in the variables W = T^-1 Z, in
/// which it is a real system with GAMMA / h and a complex one with (ALPHA + i BETA) / h. It starts from the polynomial
/// of the step before, continued.
final class RadauStepper implements Stepper<double[]> {
    private static final int STAGES = 3;
    /// a Jacobian that makes the iteration converge like this is kept for the next step
    private static final double GOOD_RATE = 1e-2;

    private static final Collocation POLYNOMIAL = new Collocation(C);

    private final VectorField<double[]> field;
    private final JacobianSystem system;
    private final DoubleSpace space;
    private final ErrorScale errors;
    private final Contraction contraction;
    private final KeptJacobian jacobian;
    private final double generosity;
    private final StepInterpolant interpolant;
    private final double[] coefficients = new double[STAGES + 1];
    private final double[][] terms = new double[STAGES + 1][];
    private final double[][] w;
    private final double[][] change;
    private final double[] slope;
    private final double[] work;
    private final double[] defect;
    private double[][] z;
    private double[][] past;
    private double[] before;
    private double[] after;
    private boolean slopeKnown;
    private boolean careful = true;
    private boolean continues;
    private double lengthBefore;
    private double start;
    private double end;

    /// @param generosity by how much its estimate overstates the error that counts
    RadauStepper(InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance, double generosity) {
        this.generosity = generosity;
        field = problem.field();
        this.system = system;
        int n = problem.space().dimension();
        space = DoubleSpace.of(n);
        interpolant = new StepInterpolant();
        errors = new ErrorScale(n, tolerance);
        contraction = new Contraction(0.03, errors.leastRelative(), 10);
        jacobian = new KeptJacobian(system, n);
        z = space.allocate(STAGES);
        past = space.allocate(STAGES);
        w = space.allocate(STAGES);
        change = space.allocate(STAGES);
        slope = new double[n];
        work = new double[n];
        defect = new double[n];
        before = problem.y0();
        after = new double[n];
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        if (!slopeKnown) {
            field.evaluate(t, before, slope);
            errors.at(before);
            slopeKnown = true;
        }
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        start = t;
        end = next;
        double h = next - t;
        slope(t);
        if (!jacobian.good()) jacobian.evaluate(t, before, slope);
        if (!jacobian.serves(h) && !factor(h)) return Double.NaN;
        guess(h);
        while (!iterate(t, h)) {
            if (jacobian.current()) {
                careful = true;
                return Double.NaN;
            }
            jacobian.evaluate(t, before, slope);
            if (!factor(h)) return Double.NaN;
            guess(h);
        }
        for (int i = 0; i < after.length; i++) after[i] = before[i] + z[2][i];
        double error = error(t, h);
        if (error > 1) careful = true;
        return error;
    }

    private boolean factor(double h) {
        contraction.forget();
        boolean regular = system.factor(GAMMA / h) && system.factor(ALPHA / h, BETA / h);
        jacobian.factored(h, regular);
        return regular;
    }

    /// Z_i = p(1 + c_i r) - p(1), p the polynomial of the step before, r the ratio of the lengths; 0 at the start.
    private void guess(double h) {
        if (!continues) {
            for (int i = 0; i < STAGES; i++) Arrays.fill(z[i], 0);
        } else {
            for (int i = 0; i < STAGES; i++) {
                double theta = 1 + C[i] * h / lengthBefore;
                for (int j = 0; j < STAGES; j++) {
                    coefficients[j] = POLYNOMIAL.weight(j, theta) - (j == 2 ? 1 : 0);
                }
                space.combine(coefficients, past, STAGES, z[i]);
            }
        }
        for (int i = 0; i < STAGES; i++) transform(T_INVERSE[i], z, w[i]);
    }

    private void transform(double[] row, double[][] from, double[] into) {
        space.combine(row, from, STAGES, into);
    }

    private boolean iterate(double t, double h) {
        contraction.begin();
        while (true) {
            for (int i = 0; i < STAGES; i++) {
                double[] zi = z[i];
                for (int k = 0; k < work.length; k++) work[k] = before[k] + zi[k];
                field.evaluate(i == 2 ? end : t + C[i] * h, work, zi);
            }
            for (int i = 0; i < STAGES; i++) transform(T_INVERSE[i], z, change[i]);
            subtract(h);
            system.solve(change[0]);
            system.solve(change[1], change[2]);
            double sum = 0;
            for (int i = 0; i < STAGES; i++) {
                double size = errors.norm(change[i]);
                sum += size * size;
                double[] wi = w[i];
                double[] ci = change[i];
                for (int k = 0; k < wi.length; k++) wi[k] += ci[k];
            }
            for (int i = 0; i < STAGES; i++) transform(T[i], w, z[i]);
            switch (contraction.judge(Math.sqrt(sum / STAGES))) {
                case CONVERGED -> {
                    return true;
                }
                case HOPELESS -> {
                    return false;
                }
                case GO_ON -> {}
            }
        }
    }

    /// the residual: change = T^-1 f(Y) - diag(...) / h W
    private void subtract(double h) {
        double gamma = GAMMA / h;
        double alpha = ALPHA / h;
        double beta = BETA / h;
        double[] w0 = w[0];
        double[] w1 = w[1];
        double[] w2 = w[2];
        double[] r0 = change[0];
        double[] r1 = change[1];
        double[] r2 = change[2];
        for (int k = 0; k < r0.length; k++) {
            r0[k] -= gamma * w0[k];
            r1[k] -= alpha * w1[k] - beta * w2[k];
            r2[k] -= alpha * w2[k] + beta * w1[k];
        }
    }

    /// Compares with an embedded formula of order 3, through the matrix, so that stiff components do not count; a
    /// second
    /// time where the first says no, at the start and after a rejection, when it may be far too large.
    private double error(double t, double h) {
        for (int i = 0; i < STAGES; i++) coefficients[i] = ERROR[i] / h;
        space.combine(coefficients, z, STAGES, defect);
        for (int k = 0; k < work.length; k++) work[k] = slope[k] + defect[k];
        system.solve(work);
        double error = errors.norm(work);
        if (error > generosity && careful) {
            for (int k = 0; k < work.length; k++) work[k] += before[k];
            field.evaluate(t, work, change[0]);
            for (int k = 0; k < work.length; k++) work[k] = change[0][k] + defect[k];
            system.solve(work);
            error = errors.norm(work);
        }
        return Double.isFinite(error) ? error / generosity : Double.NaN;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return interpolant.over(start, end, before, after);
    }

    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        double[][] freeStages = past;
        past = z;
        z = freeStages;
        lengthBefore = end - start;
        continues = true;
        slopeKnown = false;
        careful = false;
        jacobian.accepted(contraction.rate() <= GOOD_RATE);
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        continues = false;
        slopeKnown = false;
        careful = true;
        jacobian.forget();
    }

    /// The state, the stages of the step before, the point of the Jacobian, and every number.
    @Override
    public Optional<Memory<double[]>> memory() {
        List<Double> numbers = new ArrayList<>(jacobian.numbers());
        numbers.add(contraction.memory());
        numbers.add(careful ? 1.0 : 0.0);
        numbers.add(continues ? 1.0 : 0.0);
        numbers.add(lengthBefore);
        return Optional.of(new Memory<>(List.of(before, past[0], past[1], past[2], jacobian.point()), numbers));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        restart(t, memory.states().getFirst());
        for (int i = 0; i < STAGES; i++) space.copy(memory.states().get(1 + i), past[i]);
        Iterator<Double> numbers = memory.numbers().iterator();
        double h = jacobian.recall(field, memory.states().get(1 + STAGES), numbers, work);
        if (h != 0) {
            var _ = factor(h); // it was regular
        }
        contraction.recall(numbers.next());
        careful = numbers.next() != 0;
        continues = numbers.next() != 0;
        lengthBefore = numbers.next();
    }

    /// into_j = h^j p^(j)(end) / j!, j = 0 ... 3, p the polynomial of the step last attempted.
    void derivatives(double[][] into) {
        space.copy(after, into[0]);
        for (int j = 1; j <= STAGES; j++) {
            for (int i = 0; i < STAGES; i++) coefficients[i] = POLYNOMIAL.derivative(i, j, 1);
            space.combine(coefficients, z, STAGES, into[j]);
        }
    }

    /// A view of the step last attempted.
    private final class StepInterpolant extends StepView<double[]> {

        StepInterpolant() {
            super(space);
        }

        @Override
        protected void between(double t, double[] into) {
            double theta = (t - start) / (end - start);
            coefficients[0] = 1;
            terms[0] = before;
            for (int i = 0; i < STAGES; i++) {
                coefficients[i + 1] = POLYNOMIAL.weight(i, theta);
                terms[i + 1] = z[i];
            }
            space.combine(coefficients, terms, STAGES + 1, into);
        }

        @Override
        public Interpolant<double[]> keep() {
            double[][] powers = space.allocate(STAGES + 1);
            space.copy(before, powers[0]);
            for (int m = 1; m <= STAGES; m++) {
                for (int i = 0; i < STAGES; i++) coefficients[i] = POLYNOMIAL.powers(i)[m];
                space.combine(coefficients, z, STAGES, powers[m]);
            }
            return new PolynomialPiece<>(space, start, end, powers);
        }
    }
}

package org.integrand.engine.sensitivity;

import java.util.Arrays;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.implicit.EsdirkTableau;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.DoubleSpace;

/// A step of an ESDIRK method backwards. The stages are solved again, to rounding; then, with J_i =
/// df/dy at stage i, from the last to the first
///
/// (I - h gamma J_i^T) kappa_i = h b_i w + h sum_{j > i} a_ji theta_j,   theta_i = J_i^T kappa_i,
/// adjoint = w + sum_i theta_i,   gradient += sum_i (df/dp)^T kappa_i,
///
/// which the implicit function theorem gives. One factorization a step for the stages and one,
/// transposed, for the way back; what they lack of being each stage's own is made up for by iteration
/// with vector-Jacobian products.
final class EsdirkPullback implements StepPullback {
    private static final int ITERATIONS = 12;
    private static final double ROUNDING = 1e-15;

    private final Task task;
    private final EsdirkTableau tableau;
    private final int stages;
    private final DoubleSpace space;
    private final JacobianSystem system;
    private final JacobianSystem transposed;
    private final double[] at;
    private final double[] zero;
    private final double[][] arguments;
    private final double[][] k;
    private final double[][] theta;
    private final double[] kappa;
    private final double[] right;
    private final double[] work;
    private final double[] intoP;
    private double start;
    private double end;
    private double h;

    EsdirkPullback(Task task, EsdirkTableau tableau) {
        this.task = task;
        this.tableau = tableau;
        stages = tableau.stages();
        space = DoubleSpace.of(task.n);
        at = space.allocate();
        zero = space.allocate();
        var state = new InitialValueProblem<>(
                space, (t, x, into) -> task.field.evaluate(t, x, task.p, into), task.t0, task.t1, task.y0);
        var jacobian = task.field.jacobian(task.p);
        system = jacobian.system(state);
        double[] unused = new double[task.m];
        transposed = Transposed.of(jacobian, 1, _ -> at)
                .system(state.with((t, x, into) -> task.field.vjp(t, at, task.p, x, into, unused)));
        arguments = space.allocate(stages);
        k = space.allocate(stages);
        theta = space.allocate(stages);
        kappa = space.allocate();
        right = space.allocate();
        work = space.allocate();
        intoP = new double[task.m];
    }

    @Override
    public void step(double t, double next, double[] y, double[] into) {
        stages(t, next, y);
        space.copy(arguments[stages - 1], into);
    }

    private double time(int i) {
        return tableau.node(i) == 1 ? end : start + tableau.node(i) * h;
    }

    private double scale() {
        return 1 / (h * tableau.gamma());
    }

    private void stages(double t, double next, double[] y) {
        start = t;
        end = next;
        h = next - t;
        space.copy(y, arguments[0]);
        task.field.evaluate(t, y, task.p, k[0]);
        factor(system, t, y, k[0]);
        for (int i = 1; i < stages; i++) {
            space.copy(k[tableau.nearest(i)], k[i]);
            argument(i, y);
            if (iterate(i)) continue;
            argument(i, y);
            task.field.evaluate(time(i), arguments[i], task.p, work);
            factor(system, time(i), arguments[i], work);
            if (!iterate(i))
                throw new ArithmeticException("stage " + i + " of the step from t = " + t + " to " + next
                        + " could not be solved again: smaller steps may help");
        }
    }

    /// Y_i = y + h sum_{j < i} a_ij k_j + h gamma k_i
    private void argument(int i, double[] y) {
        double[] into = arguments[i];
        space.copy(y, into);
        for (int j = 0; j <= i; j++) {
            double weight = h * (j == i ? tableau.gamma() : tableau.a(i, j));
            double[] kj = k[j];
            for (int c = 0; c < into.length; c++) into[c] += weight * kj[c];
        }
    }

    /// Newton's iteration until its changes are rounding, or no longer shrink and are tiny.
    private boolean iterate(int i) {
        double[] stage = arguments[i];
        double[] ki = k[i];
        double before = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            task.field.evaluate(time(i), stage, task.p, work);
            for (int c = 0; c < work.length; c++) work[c] -= ki[c];
            system.solve(work);
            double change = 0;
            for (int c = 0; c < work.length; c++) {
                stage[c] += work[c];
                ki[c] += scale() * work[c];
                change = Math.max(change, Math.abs(work[c]));
            }
            double relative = change / Math.max(largest(stage), Double.MIN_NORMAL);
            if (relative <= ROUNDING || (relative <= 1e-12 && change >= 0.5 * before)) return true;
            before = change;
        }
        return false;
    }

    private static void requireRegular(boolean regular, double t) {
        if (!regular)
            throw new ArithmeticException("the step's matrix at t = " + t + " is singular: smaller steps may help");
    }

    private void factor(JacobianSystem matrix, double t, double[] y, double[] fy) {
        matrix.update(t, y, fy);
        requireRegular(matrix.factor(scale()), t);
    }

    private void factorTransposed(int stage) {
        space.copy(arguments[stage], at);
        factor(transposed, time(stage), zero, zero);
    }

    @Override
    public void pull(double t, double next, double[] y, double[] adjoint, double[] gradient) {
        stages(t, next, y);
        int factored = stages - 1;
        factorTransposed(factored);
        for (int i = stages - 1; i >= 0; i--) {
            for (int c = 0; c < right.length; c++) right[c] = h * tableau.weight(i) * adjoint[c];
            for (int j = i + 1; j < stages; j++) {
                double weight = h * tableau.a(j, i);
                for (int c = 0; c < right.length; c++) right[c] += weight * theta[j][c];
            }
            if (i == 0) {
                task.field.vjp(t, y, task.p, right, theta[0], intoP);
            } else if (!iterateTransposed(i)) {
                factorTransposed(i);
                if (!iterateTransposed(i))
                    throw new ArithmeticException("stage " + i + " of the step from t = " + t + " to " + next
                            + " could not be solved backwards: smaller steps may help");
            }
            for (int c = 0; c < intoP.length; c++) gradient[c] += intoP[c];
        }
        for (double[] more : theta) for (int c = 0; c < adjoint.length; c++) adjoint[c] += more[c];
    }

    /// Solves (scale I - J_i^T) kappa = scale right, and leaves theta_i and (df/dp)^T kappa.
    private boolean iterateTransposed(int i) {
        double scale = scale();
        Arrays.fill(kappa, 0);
        Arrays.fill(theta[i], 0);
        double before = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            for (int c = 0; c < work.length; c++) work[c] = scale * (right[c] - kappa[c]) + theta[i][c];
            transposed.solve(work);
            double change = largest(work);
            for (int c = 0; c < work.length; c++) kappa[c] += work[c];
            task.field.vjp(time(i), arguments[i], task.p, kappa, theta[i], intoP);
            double relative = change / Math.max(largest(kappa), Double.MIN_NORMAL);
            if (relative <= ROUNDING || (relative <= 1e-12 && change >= 0.5 * before)) return true;
            before = change;
        }
        return false;
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) largest = Math.max(largest, Math.abs(value));
        return largest;
    }

    @Override
    public LinearWork work() {
        LinearWork a = system.work();
        LinearWork b = transposed.work();
        return new LinearWork(
                a.jacobians() + b.jacobians(), a.factorizations() + b.factorizations(), a.solves() + b.solves());
    }
}

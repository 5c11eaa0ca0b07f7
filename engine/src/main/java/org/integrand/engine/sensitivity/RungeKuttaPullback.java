package org.integrand.engine.sensitivity;

import java.util.Arrays;
import org.integrand.engine.method.explicit.ButcherTableau;
import org.integrand.engine.space.DoubleSpace;

/// A step of an explicit Runge-Kutta method backwards. With the adjoint w of the new state and Y_i the
/// arguments of the stages, from the last to the first
///
/// kappa_i = h b_i w + h sum_{j > i} a_ji theta_j,   theta_i = (df/dy(Y_i))^T kappa_i,
/// adjoint = w + sum_i theta_i,   gradient += sum_i (df/dp(Y_i))^T kappa_i.
///
/// Source: W. W. Hager, "Runge-Kutta methods in optimal control and the transformed adjoint system",
/// Numer. Math. 87 (2000); J. M. Sanz-Serna, "Symplectic Runge-Kutta schemes for adjoint equations,
/// automatic differentiation, optimal control, and more", SIAM Review 58 (2016).
final class RungeKuttaPullback implements StepPullback {
    private final Task task;
    private final DoubleSpace space;
    private final double[] nodes;
    private final double[][] a;
    private final double[] b;
    private final StageWeights[] rows;
    private final StageWeights solution;
    private final int stages; // those the new state needs
    private final double[][] arguments;
    private final double[][] k;
    private final double[][] theta;
    private final double[] kappa;
    private final double[] intoP;
    private final double[] sum;
    private double h;
    private double start;
    private double end;

    RungeKuttaPullback(Task task, ButcherTableau tableau) {
        this.task = task;
        space = DoubleSpace.of(task.n);
        nodes = tableau.nodes();
        b = tableau.weights();
        int last = b.length - 1;
        while (b[last] == 0) last--;
        stages = last + 1;
        a = new double[stages][];
        rows = new StageWeights[stages];
        for (int i = 0; i < stages; i++) {
            a[i] = tableau.row(i);
            rows[i] = new StageWeights(space, a[i]);
        }
        solution = new StageWeights(space, b);
        arguments = space.allocate(stages);
        k = space.allocate(stages);
        theta = space.allocate(stages);
        kappa = space.allocate();
        sum = space.allocate();
        intoP = new double[task.m];
    }

    @Override
    public void step(double t, double next, double[] y, double[] into) {
        stages(t, next, y);
        solution.add(h, y, k, into);
    }

    @Override
    public void pull(double t, double next, double[] y, double[] adjoint, double[] gradient) {
        stages(t, next, y);
        pullIncrement(1, adjoint, adjoint, gradient);
    }

    /// into = h sum_i b_i k_i of the step from (t, y) to `next`; its stages are kept.
    void increment(double t, double next, double[] y, double[] into) {
        stages(t, next, y);
        Arrays.fill(into, 0);
        solution.add(h, into, k, into);
    }

    private void stages(double t, double next, double[] y) {
        h = next - t;
        start = t;
        end = next;
        for (int i = 0; i < stages; i++) {
            if (i == 0) space.copy(y, arguments[0]);
            else rows[i].add(h, y, k, arguments[i]);
            task.field.evaluate(time(i), arguments[i], task.p, k[i]);
        }
    }

    private double time(int i) {
        return nodes[i] == 1 ? end : start + nodes[i] * h;
    }

    /// Backwards through the increment last made, Psi(y): adjoint += (dPsi/dy)^T factor w, gradient +=
    /// (dPsi/dp)^T factor w. `adjoint` may be w.
    void pullIncrement(double factor, double[] w, double[] adjoint, double[] gradient) {
        Arrays.fill(sum, 0);
        for (int i = stages - 1; i >= 0; i--) {
            boolean any = b[i] != 0;
            for (int c = 0; c < kappa.length; c++) kappa[c] = factor * h * b[i] * w[c];
            for (int j = i + 1; j < stages; j++) {
                double weight = h * a[j][i];
                if (weight == 0) continue;
                any = true;
                double[] from = theta[j];
                for (int c = 0; c < kappa.length; c++) kappa[c] += weight * from[c];
            }
            if (!any) { // nothing depends on this stage
                Arrays.fill(theta[i], 0);
                continue;
            }
            task.field.vjp(time(i), arguments[i], task.p, kappa, theta[i], intoP);
            for (int c = 0; c < sum.length; c++) sum[c] += theta[i][c];
            for (int c = 0; c < intoP.length; c++) gradient[c] += intoP[c];
        }
        for (int c = 0; c < sum.length; c++) adjoint[c] += sum[c];
    }
}

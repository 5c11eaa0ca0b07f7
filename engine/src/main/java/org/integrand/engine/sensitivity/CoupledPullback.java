package org.integrand.engine.sensitivity;

import org.integrand.engine.method.reversible.CoupledRungeKutta;

/// A coupled Runge-Kutta method backwards: z = z_1 + Psi_-h(t_1, y_1), y = (y_1 - (1 - lambda) z -
/// Psi_h(t, z)) / lambda.
///
/// Adjoint, by the same stages:
///
/// a_1 -= (dPsi_-h/dy)^T b_1;   then a = lambda a_1,   b = b_1 + (1 - lambda) a_1 + (dPsi_h/dz)^T a_1.
final class CoupledPullback implements PairPullback {
    private final double lambda;
    private final RungeKuttaPullback psi;
    private final double[] change;

    CoupledPullback(Task task, CoupledRungeKutta coupled) {
        lambda = coupled.lambda();
        psi = new RungeKuttaPullback(task, coupled.method().tableau());
        change = new double[task.n];
    }

    @Override
    public void back(double t, double next, double[] y, double[] z, double[] a, double[] b, double[] gradient) {
        psi.increment(next, t, y, change);
        for (int i = 0; i < z.length; i++) z[i] += change[i];
        psi.pullIncrement(-1, b, a, gradient);
        psi.increment(t, next, z, change);
        for (int i = 0; i < y.length; i++) y[i] = (y[i] - (1 - lambda) * z[i] - change[i]) / lambda;
        psi.pullIncrement(1, a, b, gradient);
        for (int i = 0; i < a.length; i++) {
            b[i] += (1 - lambda) * a[i];
            a[i] *= lambda;
        }
    }

    @Override
    public void begin(double t0, double[] y, double[] a, double[] b, double[] gradient) {
        for (int i = 0; i < a.length; i++) a[i] += b[i];
    }
}

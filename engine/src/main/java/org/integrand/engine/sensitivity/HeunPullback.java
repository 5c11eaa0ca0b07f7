package org.integrand.engine.sensitivity;

/// The reversible Heun method backwards: with s = f(t, z) and s_1 = f(t_1, z_1)
///
/// z = 2 y_1 - z_1 - h s_1,   y = y_1 - h/2 (s + s_1).
///
/// Adjoint, J being df/dy at z:
///
/// b_1 += J_1^T h/2 a_1;   then a = a_1 + 2 b_1,   b = -b_1 + J^T (h/2 a_1 + h b_1).
///
/// Both products with the Jacobian at one z, of the steps before and behind it, are made at once.
final class HeunPullback implements PairPullback {
    private final Task task;
    private final double[] pending; // what J^T at the companion is still to be multiplied with
    private final double[] intoY;
    private final double[] intoP;
    private double[] slope;
    private double[] before;
    private double[] at;
    private boolean known;

    HeunPullback(Task task) {
        this.task = task;
        pending = new double[task.n];
        intoY = new double[task.n];
        intoP = new double[task.m];
        slope = new double[task.n];
        before = new double[task.n];
        at = new double[task.n];
    }

    @Override
    public void back(double t, double next, double[] y, double[] z, double[] a, double[] b, double[] gradient) {
        double h = next - t;
        if (!known) task.field.evaluate(next, z, task.p, slope);
        known = true;
        for (int i = 0; i < y.length; i++) pending[i] += h / 2 * a[i];
        settle(next, z, b, gradient);
        for (int i = 0; i < y.length; i++) z[i] = 2 * y[i] - z[i] - h * slope[i];
        task.field.evaluate(t, z, task.p, before);
        for (int i = 0; i < y.length; i++) {
            y[i] -= h / 2 * (slope[i] + before[i]);
            pending[i] = h / 2 * a[i] + h * b[i];
            a[i] += 2 * b[i];
            b[i] = -b[i];
        }
        double[] free = slope;
        slope = before;
        before = free;
        System.arraycopy(z, 0, at, 0, z.length);
    }

    /// b += J^T pending
    private void settle(double t, double[] z, double[] b, double[] gradient) {
        task.field.vjp(t, z, task.p, pending, intoY, intoP);
        for (int i = 0; i < b.length; i++) b[i] += intoY[i];
        for (int i = 0; i < gradient.length; i++) gradient[i] += intoP[i];
    }

    @Override
    public void begin(double t0, double[] y, double[] a, double[] b, double[] gradient) {
        settle(t0, at, b, gradient);
        for (int i = 0; i < a.length; i++) a[i] += b[i];
    }
}

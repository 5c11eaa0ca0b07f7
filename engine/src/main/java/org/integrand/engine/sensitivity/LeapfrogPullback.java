package org.integrand.engine.sensitivity;

/// The asynchronous leapfrog backwards: x = y_1 - h/2 z_1, u = f(t + h/2, x), z = 2 u - z_1, y = x -
/// h/2 z.
///
/// Adjoint: b_1 += h/2 a_1,   a = a_1 + J^T 2 b_1,   b = -b_1 + h/2 a, J = df/dy at x.
final class LeapfrogPullback implements PairPullback {
    private final Task task;
    private final double[] x;
    private final double[] u;
    private final double[] intoY;
    private final double[] intoP;

    LeapfrogPullback(Task task) {
        this.task = task;
        x = new double[task.n];
        u = new double[task.n];
        intoY = new double[task.n];
        intoP = new double[task.m];
    }

    @Override
    public void back(double t, double next, double[] y, double[] z, double[] a, double[] b, double[] gradient) {
        double h = next - t;
        double middle = t + h / 2;
        for (int i = 0; i < x.length; i++) {
            x[i] = y[i] - h / 2 * z[i];
            b[i] += h / 2 * a[i];
        }
        task.field.evaluate(middle, x, task.p, u);
        for (int i = 0; i < x.length; i++) {
            z[i] = 2 * u[i] - z[i];
            y[i] = x[i] - h / 2 * z[i];
            u[i] = 2 * b[i];
        }
        task.field.vjp(middle, x, task.p, u, intoY, intoP);
        for (int i = 0; i < x.length; i++) {
            a[i] += intoY[i];
            b[i] = h / 2 * a[i] - b[i];
        }
        for (int i = 0; i < gradient.length; i++) gradient[i] += intoP[i];
    }

    @Override
    public void begin(double t0, double[] y, double[] a, double[] b, double[] gradient) {
        task.field.vjp(t0, y, task.p, b, intoY, intoP);
        for (int i = 0; i < a.length; i++) a[i] += intoY[i];
        for (int i = 0; i < gradient.length; i++) gradient[i] += intoP[i];
    }
}

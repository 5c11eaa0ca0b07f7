package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;

/// The adjoint equation along a known trajectory y(t), with the integral for the parameters behind it:
/// z = (a, g),
///
/// a' = -(df/dy)^T a,   g' = -(df/dp)^T a,   solved backwards, so that dL/dp grows by what g gains.
///
/// Source: Pontryagin et al., "The mathematical theory of optimal processes" (1962); Y. Cao, S. Li, L.
/// Petzold, R. Serban, "Adjoint sensitivity analysis for differential-algebraic equations", SIAM J.
/// Sci. Comput. 24 (2003).
final class AdjointField implements VectorField<double[]> {
    private final Task task;
    private final Trajectory trajectory;
    private final double[] y;
    private final double[] a;
    private final double[] intoY;
    private final double[] intoP;

    AdjointField(Task task, Trajectory trajectory) {
        this.task = task;
        this.trajectory = trajectory;
        y = new double[task.n];
        a = new double[task.n];
        intoY = new double[task.n];
        intoP = new double[task.m];
    }

    @Override
    public void evaluate(double t, double[] z, double[] into) {
        trajectory.at(t, y);
        System.arraycopy(z, 0, a, 0, a.length);
        task.field.vjp(t, y, task.p, a, intoY, intoP);
        for (int i = 0; i < intoY.length; i++) into[i] = -intoY[i];
        for (int k = 0; k < intoP.length; k++) into[intoY.length + k] = -intoP[k];
    }

    /// Systems of the size of a.
    JacobianSystem system(InitialValueProblem<double[]> equation) {
        var jacobian = Transposed.of(task.field.jacobian(task.p), -1, t -> {
            trajectory.at(t, y);
            return y;
        });
        double[] unused = new double[task.m];
        var alone = new InitialValueProblem<>(
                DoubleSpace.of(task.n),
                (t, x, into) -> {
                    trajectory.at(t, y);
                    task.field.vjp(t, y, task.p, x, into, unused);
                    for (int i = 0; i < into.length; i++) into[i] = -into[i];
                },
                equation.t0(),
                equation.t1(),
                task.y0);
        return new BlockSystem(
                task.n,
                task.n + task.m,
                new JacobianSystem[] {jacobian.system(alone)},
                new int[1],
                new ParameterIntegrals(),
                this);
    }

    /// The rows of g: -(df/dp)^T.
    private final class ParameterIntegrals implements BlockSystem.Coupling {
        private final double[] state = new double[task.n];
        private double time;

        @Override
        public void at(double t, double[] z, double[] fz) {
            time = t;
            trajectory.at(t, state);
        }

        @Override
        public void add(int i, double[] x, double[] into) {
            if (task.m == 0) return;
            System.arraycopy(x, 0, a, 0, a.length);
            task.field.vjp(time, state, task.p, a, intoY, intoP);
            for (int k = 0; k < intoP.length; k++) into[a.length + k] -= intoP[k];
        }
    }
}

package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;

/// State, adjoint and integral for the parameters together, z = (y, a, g):
///
/// y' = f,   a' = -(df/dy)^T a,   g' = -(df/dp)^T a,   all solved backwards.
///
/// Source: R. T. Q. Chen, Y. Rubanova, J. Bettencourt, D. Duvenaud, "Neural ordinary differential
/// equations", NeurIPS 2018, arXiv 1806.07366.
final class BacksolveField implements VectorField<double[]> {
    private final Task task;
    private final int n;
    private final double[] y;
    private final double[] a;
    private final double[] slope;
    private final double[] intoY;
    private final double[] intoP;

    BacksolveField(Task task) {
        this.task = task;
        n = task.n;
        y = new double[n];
        a = new double[n];
        slope = new double[n];
        intoY = new double[n];
        intoP = new double[task.m];
    }

    @Override
    public void evaluate(double t, double[] z, double[] into) {
        System.arraycopy(z, 0, y, 0, n);
        System.arraycopy(z, n, a, 0, n);
        task.field.evaluate(t, y, task.p, slope);
        task.field.vjp(t, y, task.p, a, intoY, intoP);
        System.arraycopy(slope, 0, into, 0, n);
        for (int i = 0; i < n; i++) into[n + i] = -intoY[i];
        for (int k = 0; k < intoP.length; k++) into[2 * n + k] = -intoP[k];
    }

    /// Two systems of the size of y.
    JacobianSystem system(InitialValueProblem<double[]> equation, boolean exact) {
        double[] at = new double[n];
        double[] unused = new double[task.m];
        var jacobian = task.field.jacobian(task.p);
        var state = new InitialValueProblem<>(
                DoubleSpace.of(n),
                (t, x, into) -> task.field.evaluate(t, x, task.p, into),
                equation.t0(),
                equation.t1(),
                task.y0);
        VectorField<double[]> adjointField = (t, x, into) -> {
            task.field.vjp(t, at, task.p, x, into, unused);
            for (int i = 0; i < into.length; i++) into[i] = -into[i];
        };
        JacobianSystem[] systems = {
            jacobian.system(state), Transposed.of(jacobian, -1, _ -> at).system(state.with(adjointField))
        };
        return new BlockSystem(n, 2 * n + task.m, systems, new int[] {0, 1}, new Below(at, exact), this);
    }

    /// The rows of a and g: second derivatives of f in the columns of y where the method needs them,
    /// -(df/dp)^T in those of a.
    private final class Below implements BlockSystem.Coupling {
        private final double[] at;
        private final boolean exact;
        private final SecondOrder second = new SecondOrder(BacksolveField.this, n, 2 * n + task.m);
        private double time;

        Below(double[] at, boolean exact) {
            this.at = at;
            this.exact = exact;
        }

        @Override
        public void at(double t, double[] z, double[] fz) {
            time = t;
            System.arraycopy(z, 0, at, 0, n);
            if (exact) second.at(t, z);
        }

        @Override
        public void add(int i, double[] x, double[] into) {
            if (i == 0) {
                if (exact) second.add(x, into);
            } else if (task.m > 0) {
                System.arraycopy(x, n, a, 0, n);
                task.field.vjp(time, at, task.p, a, intoY, intoP);
                for (int k = 0; k < intoP.length; k++) into[2 * n + k] -= intoP[k];
            }
        }
    }
}

package org.integrand.engine.sensitivity;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;

/// The state and how it depends on where it began and on the parameters, z = (y, s_1, ... s_(n + m)):
///
/// y' = f,   s_j' = (df/dy) s_j for s_j = dy/dy0_j,   s_j' = (df/dy) s_j + df/dp_k for s_j = dy/dp_k.
///
/// One evaluation takes n vector-Jacobian products, which give both matrices, or n + m Jacobian-vector
/// products where the field has them and n is above 64.
///
/// Implicit methods factor the n x n system of y once for all blocks: the simultaneous corrector of T.
/// Maly, L. R. Petzold, "Numerical methods and software for sensitivity analysis of
/// differential-algebraic systems", Appl. Numer. Math. 20 (1996).
final class VariationalField implements VectorField<double[]> {
    private static final int SMALL = 64;

    private final Task task;
    private final int n;
    private final int m;
    private final Optional<ParametricField.Jvp> jvp;
    private final double[] y;
    private final double[] s;
    private final double[] slope;
    private final double[] unit;
    private final double[] parameters;
    private final double[] rowY;
    private final double[] rowP;

    VariationalField(Task task) {
        this.task = task;
        n = task.n;
        m = task.m;
        jvp = task.field.jvp().filter(_ -> n > SMALL);
        y = new double[n];
        s = new double[n];
        slope = new double[n];
        unit = new double[n];
        parameters = new double[m];
        rowY = new double[n];
        rowP = new double[m];
    }

    int dimension() {
        return n * (1 + n + m);
    }

    @Override
    public void evaluate(double t, double[] z, double[] into) {
        System.arraycopy(z, 0, y, 0, n);
        task.field.evaluate(t, y, task.p, slope);
        System.arraycopy(slope, 0, into, 0, n);
        if (jvp.isPresent()) byColumns(jvp.get(), t, z, into);
        else byRows(t, z, into);
    }

    /// component i of every s_j' by one vector-Jacobian product with e_i
    private void byRows(double t, double[] z, double[] into) {
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            task.field.vjp(t, y, task.p, unit, rowY, rowP);
            unit[i] = 0;
            for (int j = 0; j < n + m; j++) {
                int block = n * (1 + j);
                double sum = j < n ? 0 : rowP[j - n];
                for (int k = 0; k < n; k++) sum += rowY[k] * z[block + k];
                into[block + i] = sum;
            }
        }
    }

    private void byColumns(ParametricField.Jvp product, double t, double[] z, double[] into) {
        for (int j = 0; j < n + m; j++) {
            int block = n * (1 + j);
            System.arraycopy(z, block, s, 0, n);
            if (j >= n) parameters[j - n] = 1;
            product.evaluate(t, y, task.p, s, parameters, slope);
            if (j >= n) parameters[j - n] = 0;
            System.arraycopy(slope, 0, into, block, n);
        }
    }

    /// One system of the size of y for all blocks.
    JacobianSystem system(InitialValueProblem<double[]> equation, boolean exact) {
        var state = new InitialValueProblem<>(
                DoubleSpace.of(n),
                (t, x, into) -> task.field.evaluate(t, x, task.p, into),
                equation.t0(),
                equation.t1(),
                task.y0);
        JacobianSystem[] systems = {task.field.jacobian(task.p).system(state)};
        var second = new SecondOrder(this, n, dimension());
        BlockSystem.Coupling coupling = new BlockSystem.Coupling() {
            @Override
            public void at(double t, double[] z, double[] fz) {
                if (exact) second.at(t, z);
            }

            @Override
            public void add(int i, double[] x, double[] into) {
                if (exact && i == 0) second.add(x, into);
            }
        };
        return new BlockSystem(n, dimension(), systems, new int[1 + n + m], coupling, this);
    }

    /// z at t0: s_j = e_j for the initial state, 0 for the parameters.
    double[] initial() {
        double[] z = Arrays.copyOf(task.y0, dimension());
        for (int j = 0; j < n; j++) z[n * (1 + j) + j] = 1;
        return z;
    }
}

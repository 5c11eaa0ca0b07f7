package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.problem.VectorField;

/// Linear systems of an equation that belongs to another one: z = (blocks of n components each, a
/// tail), with a Jacobian that is block lower triangular, zero in the columns of the tail. What is
/// factored is the n x n systems on the diagonal, several blocks sharing one where they have the same;
/// the rest is substitution:
///
/// x_i = (scale I - D_i)^-1 b_i,   b_j += C_ji x_i for the rows j below,   in the tail x = b / scale.
final class BlockSystem implements JacobianSystem {
    private final int n;
    private final int tail; // where it begins
    private final JacobianSystem[] systems;
    private final int[] systemOf;
    private final Coupling coupling;
    private final VectorField<double[]> field;
    private final double[] part;
    private final double[] partIm;
    private final double[] slopes;
    private final double[] second;
    private double scale;
    private double re;
    private double im;

    /// What is below the diagonal.
    interface Coupling {
        /// The Jacobian is wanted at (t, z) from now on.
        void at(double t, double[] z, double[] fz);

        /// into += C_ji x_i for all rows below block i; `x` has block i, scaled as it may be.
        void add(int i, double[] x, double[] into);
    }

    /// @param n        size of a block
    /// @param systems  of the blocks on the diagonal
    /// @param systemOf which of them block i has; the first block that has it tells it where it is
    /// @param field    of the whole equation
    BlockSystem(
            int n,
            int dimension,
            JacobianSystem[] systems,
            int[] systemOf,
            Coupling coupling,
            VectorField<double[]> field) {
        this.n = n;
        tail = n * systemOf.length;
        this.systems = systems;
        this.systemOf = systemOf;
        this.coupling = coupling;
        this.field = field;
        part = new double[n];
        partIm = new double[n];
        slopes = new double[dimension];
        second = new double[dimension];
    }

    @Override
    public void update(double t, double[] z, double[] fz) {
        coupling.at(t, z, fz);
        for (int s = 0; s < systems.length; s++) {
            int block = 0;
            while (systemOf[block] != s) block++;
            System.arraycopy(z, block * n, part, 0, n);
            System.arraycopy(fz, block * n, partIm, 0, n);
            systems[s].update(t, part, partIm);
        }
    }

    /// (-3 f(t) + 4 f(t + d) - f(t + 2 d)) / (2 d) with d = h / 10^4: what it neglects and what it
    /// rounds are both below 1e-11 of a step that resolves f.
    @Override
    public void timeDerivative(double t, double h, double[] z, double[] fz, double[] into) {
        double d = (t + 1e-4 * h) - t;
        field.evaluate(t + d, z, slopes);
        field.evaluate(t + 2 * d, z, second);
        for (int i = 0; i < into.length; i++) into[i] = (4 * slopes[i] - 3 * fz[i] - second[i]) / (2 * d);
    }

    @Override
    public boolean factor(double real) {
        scale = real;
        for (JacobianSystem system : systems) if (!system.factor(real)) return false;
        return true;
    }

    @Override
    public boolean factor(double real, double imaginary) {
        re = real;
        im = imaginary;
        for (JacobianSystem system : systems) if (!system.factor(real, imaginary)) return false;
        return true;
    }

    @Override
    public void solve(double[] b) {
        for (int i = 0; i < systemOf.length; i++) {
            System.arraycopy(b, i * n, part, 0, n);
            systems[systemOf[i]].solve(part);
            System.arraycopy(part, 0, b, i * n, n);
            coupling.add(i, b, b);
        }
        for (int k = tail; k < b.length; k++) b[k] /= scale;
    }

    @Override
    public void solve(double[] bRe, double[] bIm) {
        for (int i = 0; i < systemOf.length; i++) {
            System.arraycopy(bRe, i * n, part, 0, n);
            System.arraycopy(bIm, i * n, partIm, 0, n);
            systems[systemOf[i]].solve(part, partIm);
            System.arraycopy(part, 0, bRe, i * n, n);
            System.arraycopy(partIm, 0, bIm, i * n, n);
            coupling.add(i, bRe, bRe);
            coupling.add(i, bIm, bIm);
        }
        double square = re * re + im * im;
        for (int k = tail; k < bRe.length; k++) {
            double real = (bRe[k] * re + bIm[k] * im) / square;
            bIm[k] = (bIm[k] * re - bRe[k] * im) / square;
            bRe[k] = real;
        }
    }

    @Override
    public void multiply(double[] x, double[] into) {
        for (int k = tail; k < into.length; k++) into[k] = 0;
        for (int i = 0; i < systemOf.length; i++) {
            System.arraycopy(x, i * n, part, 0, n);
            systems[systemOf[i]].multiply(part, partIm);
            System.arraycopy(partIm, 0, into, i * n, n);
        }
        for (int i = 0; i < systemOf.length; i++) coupling.add(i, x, into);
    }

    @Override
    public LinearWork work() {
        LinearWork first = systems[0].work();
        for (int s = 1; s < systems.length; s++) {
            LinearWork more = systems[s].work();
            first = new LinearWork(
                    first.jacobians() + more.jacobians(),
                    first.factorizations() + more.factorizations(),
                    first.solves() + more.solves());
        }
        return first;
    }
}

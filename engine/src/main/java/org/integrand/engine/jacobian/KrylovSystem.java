package org.integrand.engine.jacobian;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.engine.problem.VectorField;

/// Linear systems without a matrix: GMRES on v -> scale v - J v, with J v = (f(t, y + d v) - f(t, y)) / d, d =
/// sqrt(eps) max(|y|, 1e-3) / |v| in Euclidean norms. A system that GMRES does not solve gives NaN, so that the
/// step is tried again shorter, which makes the system easier.
final class KrylovSystem implements JacobianSystem {
    private static final double ROOT_EPSILON = 0x1p-26;
    private static final double SMALLEST_SIZE = 1e-3;

    private final int n;
    private final VectorField<double[]> field;
    private final TimeDerivative timeDerivative;
    private final double tolerance;
    private final int directions;
    private final Gmres gmres;
    private final Gmres.Operator shifted = this::shifted;
    private final double[] y;
    private final double[] fy;
    private final double[] point;
    private Optional<Complex> complex = Optional.empty();
    private double t;
    private double sizeOfY;
    private double scale;
    private long jacobians;
    private long factorizations;
    private long solves;

    KrylovSystem(int n, Jacobian jacobian, VectorField<double[]> field, double tolerance, int directions) {
        if (jacobian.function().isPresent())
            throw new IllegalArgumentException("Jacobian function without a matrix: expected none");
        this.n = n;
        this.field = field;
        this.timeDerivative = TimeDerivative.of(jacobian, field);
        this.tolerance = tolerance;
        this.directions = directions;
        gmres = new Gmres(n, tolerance, directions);
        y = new double[n];
        fy = new double[n];
        point = new double[n];
    }

    @Override
    public void update(double time, double[] state, double[] slope) {
        jacobians++;
        t = time;
        System.arraycopy(state, 0, y, 0, n);
        System.arraycopy(slope, 0, fy, 0, n);
        sizeOfY = norm(y);
    }

    @Override
    public void timeDerivative(double time, double h, double[] state, double[] slope, double[] into) {
        timeDerivative.evaluate(time, h, state, slope, into);
    }

    @Override
    public boolean factor(double factor) {
        factorizations++;
        scale = factor;
        return Double.isFinite(factor) && Double.isFinite(sizeOfY);
    }

    @Override
    public boolean factor(double re, double im) {
        factorizations++;
        if (complex.isEmpty()) complex = Optional.of(new Complex());
        complex.get().re = re;
        complex.get().im = im;
        return Double.isFinite(re) && Double.isFinite(im) && Double.isFinite(sizeOfY);
    }

    @Override
    public void solve(double[] b) {
        solves++;
        if (!gmres.solve(shifted, b)) Arrays.fill(b, Double.NaN);
    }

    private void shifted(double[] v, double[] into) {
        multiply(v, into);
        for (int i = 0; i < n; i++) into[i] = scale * v[i] - into[i];
    }

    @Override
    public void solve(double[] re, double[] im) {
        solves++;
        complex.orElseThrow().solve(re, im);
    }

    @Override
    public void multiply(double[] x, double[] into) {
        double length = norm(x);
        if (length == 0) {
            Arrays.fill(into, 0);
            return;
        }
        double d = ROOT_EPSILON * Math.max(sizeOfY, SMALLEST_SIZE) / length;
        for (int i = 0; i < n; i++) point[i] = y[i] + d * x[i];
        field.evaluate(t, point, into);
        for (int i = 0; i < n; i++) into[i] = (into[i] - fy[i]) / d;
    }

    @Override
    public LinearWork work() {
        return new LinearWork(jacobians, factorizations, solves);
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double component : v) sum += component * component;
        return Math.sqrt(sum);
    }

    /// The complex system as a real one of twice the size: real parts, then imaginary parts.
    private final class Complex {
        private final Gmres gmresOfBoth = new Gmres(2 * n, tolerance, directions);
        private final Gmres.Operator shiftedBoth = this::shifted;
        private final double[] both = new double[2 * n];
        private final double[] part = new double[n];
        private final double[] product = new double[n];
        private double re;
        private double im;

        void solve(double[] b, double[] c) {
            System.arraycopy(b, 0, both, 0, n);
            System.arraycopy(c, 0, both, n, n);
            if (!gmresOfBoth.solve(shiftedBoth, both)) Arrays.fill(both, Double.NaN);
            System.arraycopy(both, 0, b, 0, n);
            System.arraycopy(both, n, c, 0, n);
        }

        private void shifted(double[] v, double[] into) {
            for (int from = 0; from <= n; from += n) {
                System.arraycopy(v, from, part, 0, n);
                multiply(part, product);
                double turned = from == 0 ? -im : im;
                for (int i = 0; i < n; i++) into[from + i] = re * part[i] + turned * v[n - from + i] - product[i];
            }
        }
    }
}

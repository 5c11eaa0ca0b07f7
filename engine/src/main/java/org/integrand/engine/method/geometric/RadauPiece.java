package org.integrand.engine.method.geometric;

import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.space.DoubleSpace;

/// The solution over a step, the acceleration's polynomial integrated once and twice:
///
/// q(x) = q0 + x h v0 + h^2 (x^2 a0 / 2 + sum_k b_k x^(k+3) / ((k+2)(k+3))),   v(x) = v0 + h (x a0 +
/// sum_k b_k x^(k+2) / (k+2)).
final class RadauPiece implements Interpolant<double[]> {
    private final int n;
    private double start;
    private double end;
    private double[] y0 = {};
    private double[] y1 = {};
    private double[] a0 = {};
    private double[][] b = {};

    RadauPiece(int n) {
        this.n = n;
    }

    /// The arrays are kept, not copied.
    void over(double from, double to, double[] first, double[] last, double[] acceleration, double[][] polynomial) {
        start = from;
        end = to;
        y0 = first;
        y1 = last;
        a0 = acceleration;
        b = polynomial;
    }

    @Override
    public double start() {
        return start;
    }

    @Override
    public double end() {
        return end;
    }

    @Override
    public void at(double t, double[] into) {
        if (t == start || t == end) {
            System.arraycopy(t == start ? y0 : y1, 0, into, 0, 2 * n);
            return;
        }
        double h = end - start;
        double x = (t - start) / h;
        for (int i = 0; i < n; i++) {
            double q = 0;
            double v = 0;
            for (int k = 6; k >= 0; k--) {
                q = x * (q + b[k][i] / ((k + 2) * (k + 3)));
                v = x * (v + b[k][i] / (k + 2));
            }
            into[i] = y0[i] + x * h * (y0[n + i] + x * h * (a0[i] / 2 + q));
            into[n + i] = y0[n + i] + x * h * (a0[i] + v);
        }
    }

    @Override
    public Interpolant<double[]> keep() {
        double h = end - start;
        double[][] powers = new double[10][2 * n];
        for (int i = 0; i < n; i++) {
            powers[0][i] = y0[i];
            powers[0][n + i] = y0[n + i];
            powers[1][i] = h * y0[n + i];
            powers[1][n + i] = h * a0[i];
            powers[2][i] = h * h * a0[i] / 2;
            for (int k = 0; k < 7; k++) {
                powers[k + 3][i] = h * h * b[k][i] / ((k + 2) * (k + 3));
                powers[k + 2][n + i] = h * b[k][i] / (k + 2);
            }
        }
        return new PolynomialPiece<>(DoubleSpace.of(2 * n), start, end, powers);
    }
}

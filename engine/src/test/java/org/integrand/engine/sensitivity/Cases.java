package org.integrand.engine.sensitivity;

import java.util.Random;
import org.integrand.engine.jacobian.Jacobian;

/// Problems with derivatives written by hand.
final class Cases {
    private Cases() {}

    /// Lotka-Volterra, y' = (a y - b y z, b y z - c z): 2 components, 3 parameters.
    static ParametricProblem predators() {
        return new ParametricProblem(new Predators(), 0, 6, new double[] {1, 0.7}, new double[] {0.9, 1.3, 1.1});
    }

    /// A network y' = W tanh(V y + b) with 7 components, 20 units and 300 parameters.
    static ParametricProblem network() {
        var random = new Random(7);
        double[] p = random.doubles(300, -0.7, 0.7).toArray();
        return new ParametricProblem(
                new Network(), 0, 2, random.doubles(7, -1, 1).toArray(), p);
    }

    /// Robertson's reaction to t = 0.3: 3 components, 3 rates, eigenvalues to -2e3.
    static ParametricProblem robertson() {
        return new ParametricProblem(new Robertson(), 0, 0.3, new double[] {1, 0, 0}, new double[] {0.04, 3e7, 1e4});
    }

    /// Diffusion and a reaction with 30 coefficients in each of 10 cells: 300 parameters, eigenvalues
    /// to -2e3, banded.
    static ParametricProblem cells() {
        var random = new Random(11);
        double[] p = random.doubles(300, -0.5, 0.5).toArray();
        double[] y0 = random.doubles(10, 0.2, 1).toArray();
        return new ParametricProblem(new Cells(10, 30, 500), 0, 0.2, y0, p);
    }

    /// The same reaction between milder rates, eigenvalues to -30: the way back is still possible.
    static ParametricProblem mildReaction() {
        return new ParametricProblem(new Robertson(), 0, 0.3, new double[] {1, 0.1, 0}, new double[] {0.4, 60, 10});
    }

    /// The cells with little diffusion, eigenvalues to -20.
    static ParametricProblem mildCells() {
        ParametricProblem stiff = cells();
        return new ParametricProblem(new Cells(10, 30, 5), 0, 0.25, stiff.y0(), stiff.p());
    }

    record Predators() implements ParametricField {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public int parameters() {
            return 3;
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            into[0] = p[0] * y[0] - p[1] * y[0] * y[1];
            into[1] = p[1] * y[0] * y[1] - p[2] * y[1];
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            intoY[0] = v[0] * (p[0] - p[1] * y[1]) + v[1] * p[1] * y[1];
            intoY[1] = -v[0] * p[1] * y[0] + v[1] * (p[1] * y[0] - p[2]);
            intoP[0] = v[0] * y[0];
            intoP[1] = (v[1] - v[0]) * y[0] * y[1];
            intoP[2] = -v[1] * y[1];
        }
    }

    /// The same for complex arguments.
    static final Derivatives.ComplexFunction COMPLEX_PREDATORS = (t, yRe, yIm, pRe, pIm, re, im) -> {
        double eatenRe = yRe[0] * yRe[1] - yIm[0] * yIm[1];
        double eatenIm = yRe[0] * yIm[1] + yIm[0] * yRe[1];
        double bRe = pRe[1] * eatenRe - pIm[1] * eatenIm;
        double bIm = pRe[1] * eatenIm + pIm[1] * eatenRe;
        re[0] = pRe[0] * yRe[0] - pIm[0] * yIm[0] - bRe;
        im[0] = pRe[0] * yIm[0] + pIm[0] * yRe[0] - bIm;
        re[1] = bRe - (pRe[2] * yRe[1] - pIm[2] * yIm[1]);
        im[1] = bIm - (pRe[2] * yIm[1] + pIm[2] * yRe[1]);
    };

    /// y' = A y, the parameters being A row by row.
    record Linear(int n) implements ParametricField {
        @Override
        public int dimension() {
            return n;
        }

        @Override
        public int parameters() {
            return n * n;
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            for (int i = 0; i < n; i++) {
                into[i] = 0;
                for (int j = 0; j < n; j++) into[i] += p[i * n + j] * y[j];
            }
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            for (int j = 0; j < n; j++) {
                intoY[j] = 0;
                for (int i = 0; i < n; i++) {
                    intoY[j] += p[i * n + j] * v[i];
                    intoP[i * n + j] = v[i] * y[j];
                }
            }
        }
    }

    /// w y
    static PointLoss weights(double[] w) {
        return new PointLoss() {
            @Override
            public double value(double[] y, double[] p) {
                double sum = 0;
                for (int i = 0; i < w.length; i++) sum += w[i] * y[i];
                return sum;
            }

            @Override
            public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
                System.arraycopy(w, 0, intoY, 0, w.length);
            }
        };
    }

    record Robertson() implements ParametricField {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public int parameters() {
            return 3;
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            double slow = p[0] * y[0];
            double fast = p[1] * y[1] * y[1];
            double back = p[2] * y[1] * y[2];
            into[0] = back - slow;
            into[1] = slow - back - fast;
            into[2] = fast;
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            double slow = v[1] - v[0];
            double fast = v[2] - v[1];
            double back = v[0] - v[1];
            intoY[0] = slow * p[0];
            intoY[1] = fast * 2 * p[1] * y[1] + back * p[2] * y[2];
            intoY[2] = back * p[2] * y[1];
            intoP[0] = slow * y[0];
            intoP[1] = fast * y[1] * y[1];
            intoP[2] = back * y[1] * y[2];
        }
    }

    record Network() implements ParametricField {
        private static final int N = 7;
        private static final int UNITS = 20;
        private static final int W = UNITS * (N + 1); // where the second layer begins

        @Override
        public int dimension() {
            return N;
        }

        @Override
        public int parameters() {
            return W + N * UNITS;
        }

        private static double unit(int u, double[] y, double[] p) {
            double sum = p[UNITS * N + u];
            for (int i = 0; i < N; i++) sum += p[u * N + i] * y[i];
            return Math.tanh(sum);
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            for (int i = 0; i < N; i++) into[i] = 0;
            for (int u = 0; u < UNITS; u++) {
                double x = unit(u, y, p);
                for (int i = 0; i < N; i++) into[i] += p[W + u * N + i] * x;
            }
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            for (int i = 0; i < N; i++) intoY[i] = 0;
            for (int u = 0; u < UNITS; u++) {
                double x = unit(u, y, p);
                double seed = 0;
                for (int i = 0; i < N; i++) {
                    seed += p[W + u * N + i] * v[i];
                    intoP[W + u * N + i] = v[i] * x;
                }
                seed *= 1 - x * x;
                intoP[UNITS * N + u] = seed;
                for (int i = 0; i < N; i++) {
                    intoP[u * N + i] = seed * y[i];
                    intoY[i] += seed * p[u * N + i];
                }
            }
        }
    }

    /// y_i' = rate (y_(i-1) - 2 y_i + y_(i+1)) + sum_k p_ik cos(k y_i) / (1 + k), closed ends.
    record Cells(int cells, int terms, double rate) implements ParametricField {
        @Override
        public int dimension() {
            return cells;
        }

        @Override
        public int parameters() {
            return cells * terms;
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            for (int i = 0; i < cells; i++) {
                double left = y[Math.max(i - 1, 0)];
                double right = y[Math.min(i + 1, cells - 1)];
                double sum = rate * (left - 2 * y[i] + right);
                for (int k = 0; k < terms; k++) sum += p[i * terms + k] * Math.cos(k * y[i]) / (1 + k);
                into[i] = sum;
            }
        }

        private double slope(int i, double[] y, double[] p) {
            double sum = 0;
            for (int k = 1; k < terms; k++) sum -= p[i * terms + k] * k * Math.sin(k * y[i]) / (1 + k);
            return sum;
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            for (int i = 0; i < cells; i++) {
                intoY[i] = rate * (v[Math.max(i - 1, 0)] - 2 * v[i] + v[Math.min(i + 1, cells - 1)])
                        + v[i] * slope(i, y, p);
                for (int k = 0; k < terms; k++) intoP[i * terms + k] = v[i] * Math.cos(k * y[i]) / (1 + k);
            }
        }

        @Override
        public Jacobian jacobian(double[] p) {
            return Jacobian.banded(1, 1, (t, y, into) -> {
                for (int i = 0; i < cells; i++) {
                    boolean atEnd = i == 0 || i == cells - 1;
                    into.set(i, i, (atEnd ? -1 : -2) * rate + slope(i, y, p));
                    if (i > 0) into.set(i, i - 1, rate);
                    if (i < cells - 1) into.set(i, i + 1, rate);
                }
            });
        }
    }
}

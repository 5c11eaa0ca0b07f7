package org.integrand.engine.method.stiff;

/// The numbers of a stiffly accurate Rosenbrock method in the form that needs no products with J (E. Hairer, G.
/// Wanner, "Solving Ordinary Differential Equations II", IV.7, equation 7.25):
///
/// (I / (h gamma) - J) u_i = f(t + alpha_i h, y + sum_j a_ij u_j) + sum_j (c_ij / h) u_j + h d_i f_t,   j < i.
///
/// From the stage numbered `rows` on, alpha_i = 1, d_i = 0 and each argument is the one before plus its u; the
/// new state is the last argument plus the last u, which is the error estimate.
///
/// Dense output: y(theta) = (1 - theta) y + theta (y1 + (1 - theta) (k_1 + theta (k_2 + theta k_3 ...))) with
/// k_m = sum_j dense_mj u_j.
final class RosenbrockTableau {
    final String name;
    final int order;
    final int stages;
    final double gamma;
    /// rows 2 ... of a: row i - 1 has i - 1 entries for stage i
    final double[][] a;
    final double[][] c;
    final double[] alpha;
    final double[] d;
    final double[][] dense;

    private RosenbrockTableau(Builder b) {
        name = b.name;
        order = b.order;
        gamma = b.gamma;
        stages = b.c.length + 1;
        a = b.a;
        c = b.c;
        alpha = b.alpha;
        d = b.d;
        dense = b.dense;
    }

    static Builder named(String name, int order) {
        return new Builder(name, order);
    }

    /// Collects the numbers.
    static final class Builder {
        private final String name;
        private final int order;
        private double gamma;
        private double[][] a = {};
        private double[][] c = {};
        private double[] alpha = {};
        private double[] d = {};
        private double[][] dense = {};

        private Builder(String name, int order) {
            this.name = name;
            this.order = order;
        }

        Builder gamma(double value) {
            gamma = value;
            return this;
        }

        /// rows of stages 2, 3 ... up to the first with alpha = 1
        Builder a(double[]... rows) {
            a = rows;
            return this;
        }

        /// rows of stages 2, 3 ... to the last
        Builder c(double[]... rows) {
            c = rows;
            return this;
        }

        /// of the stages before the first with alpha = 1
        Builder alpha(double... values) {
            alpha = values;
            return this;
        }

        /// of the same stages
        Builder d(double... values) {
            d = values;
            return this;
        }

        Builder dense(double[]... rows) {
            dense = rows;
            return this;
        }

        RosenbrockTableau build() {
            return new RosenbrockTableau(this);
        }
    }

    static double[] row(double... values) {
        return values;
    }
}

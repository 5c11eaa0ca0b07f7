package org.integrand.engine.method.split;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.method.implicit.EsdirkTableau;

/// The coefficients of an additive Runge-Kutta method with an explicit table for f and an ESDIRK table
/// for g. With F_i = f(t_i, Y_i) and G_i = g(t_i, Y_i), stage by stage,
///
/// Y_i = y + h sum_{j < i} (a'_ij F_j + a_ij G_j) + h gamma G_i,
/// y_new = Y_s + h sum_j (b'_j - a'_sj) F_j,   error = h sum_i (e'_i F_i + e_i G_i),
/// y(t + theta h) = y + h sum_i sum_m theta^m (d'_im F_i + d_im G_i),
///
/// primes for the explicit table; nodes are those of the implicit one. Where y_new is not Y_s the error
/// is multiplied by (I - h gamma dg/dy)^-1.
final class AdditiveTableau {
    private final String name;
    private final EsdirkTableau implicit;
    private final double[][] a;
    private final double[] b;
    private final double[] e;
    private final double[][] denseExplicit;
    private final double[][] denseImplicit;

    private AdditiveTableau(Builder from) {
        name = from.name;
        implicit = from.implicit;
        int stages = implicit.stages();
        a = new double[stages][0];
        for (int i = 1; i < stages; i++) a[i] = from.rows.get(i - 1);
        b = from.weights;
        e = new double[stages];
        for (int i = 0; i < stages; i++) e[i] = b[i] - from.embedded[i];
        denseExplicit = from.denseExplicit;
        denseImplicit = from.denseImplicit;
    }

    /// Begins the explicit table beside an implicit one.
    static Builder named(String name, EsdirkTableau implicit) {
        return new Builder(name, implicit);
    }

    String name() {
        return name;
    }

    EsdirkTableau implicit() {
        return implicit;
    }

    int stages() {
        return a.length;
    }

    /// a'_ij, j < i
    double a(int i, int j) {
        return a[i][j];
    }

    /// b'_i
    double weight(int i) {
        return b[i];
    }

    /// e'_i
    double errorWeight(int i) {
        return e[i];
    }

    /// What F_i adds to the argument of the last stage to make the solution, over h.
    double correction(int i) {
        int last = a.length - 1;
        return i == last ? b[i] : b[i] - a[last][i];
    }

    /// Whether the last stage is the solution.
    boolean lastStageIsSolution() {
        for (int i = 0; i < a.length; i++) if (correction(i) != 0) return false;
        return true;
    }

    /// Whether F_i enters anything.
    boolean needsExplicit(int i) {
        boolean needed = b[i] != 0 || e[i] != 0;
        for (int j = i + 1; j < a.length; j++) needed |= a[j][i] != 0;
        return needed;
    }

    /// Whether G_0 enters anything but guesses.
    boolean needsFirstImplicit() {
        boolean needed = implicit.errorWeight(0) != 0 || implicit.weight(0) != 0;
        for (int j = 1; j < a.length; j++) needed |= implicit.a(j, 0) != 0;
        return needed;
    }

    /// The highest power of theta.
    int degree() {
        return denseExplicit[0].length;
    }

    /// d'_im, m = 1 ... degree
    double denseExplicit(int i, int m) {
        return denseExplicit[i][m - 1];
    }

    /// d_im
    double denseImplicit(int i, int m) {
        return denseImplicit[i][m - 1];
    }

    /// Collects the table.
    static final class Builder {
        private final String name;
        private final EsdirkTableau implicit;
        private final List<double[]> rows = new ArrayList<>();
        private double[] weights;
        private double[] embedded;
        private double[][] denseExplicit = {};
        private double[][] denseImplicit = {};

        private Builder(String name, EsdirkTableau implicit) {
            this.name = name;
            this.implicit = implicit;
            weights = new double[implicit.stages()];
            embedded = new double[implicit.stages()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = implicit.weight(i);
                embedded[i] = weights[i] - implicit.errorWeight(i);
            }
        }

        /// a'_i1 ... a'_i,i-1 of the next stage.
        Builder row(double... coefficients) {
            rows.add(coefficients);
            return this;
        }

        /// Weights of f other than those of g, and those to compare with.
        Builder weights(double[] solution, double[] compared) {
            weights = solution;
            embedded = compared;
            return this;
        }

        /// d_i1, d_i2 ... for each stage, the same for f and g.
        AdditiveTableau dense(double[]... powers) {
            return dense(powers, powers);
        }

        AdditiveTableau dense(double[][] explicit, double[][] implicitPowers) {
            denseExplicit = explicit;
            denseImplicit = implicitPowers;
            return new AdditiveTableau(this);
        }
    }
}

package org.integrand.engine.method.implicit;

import java.util.ArrayList;
import java.util.List;

/// The coefficients of a stiffly accurate ESDIRK method with s stages, an explicit first one and the
/// same gamma in all others:
///
/// k_i = f(t + c_i h, y + h sum_{j < i} a_ij k_j + h gamma k_i),   y_new = the argument of the last
/// stage,
///
/// with the error h sum_i e_i k_i. The last stage is the next step's first. Dense output is the cubic
/// Hermite polynomial and, where the stages allow it, theta^2 (1 - theta)^2 h sum_i q_i k_i, which
/// makes it a quartic of order 4.
public final class EsdirkTableau {
    private final String name;
    private final double gamma;
    private final double[][] a;
    private final double[] c;
    private final double[] e;
    private final double[] q;
    private final int order;
    private final int embeddedOrder;

    private EsdirkTableau(Builder from) {
        name = from.name;
        gamma = from.gamma;
        order = from.order;
        embeddedOrder = from.embeddedOrder;
        int stages = from.rows.size() + 1;
        a = new double[stages][0];
        c = new double[stages];
        for (int i = 1; i < stages; i++) {
            a[i] = from.rows.get(i - 1);
            double sum = gamma;
            for (double coefficient : a[i]) sum += coefficient;
            c[i] = Math.abs(sum - 1) < 1e-9 ? 1 : sum;
        }
        q = from.quartic;
        e = new double[stages];
        for (int i = 0; i < stages; i++) e[i] = weight(i) - from.embedded[i];
    }

    /// Begins a table with this gamma; its first stage is the explicit one.
    public static Builder named(String name, double gamma) {
        return new Builder(name, gamma);
    }

    /// Name of the method.
    public String name() {
        return name;
    }

    /// The diagonal of all stages but the first.
    public double gamma() {
        return gamma;
    }

    /// Their number, the explicit first one included.
    public int stages() {
        return a.length;
    }

    /// Of the solution.
    public int order() {
        return order;
    }

    /// Of the solution it is compared with.
    public int embeddedOrder() {
        return embeddedOrder;
    }

    /// c_i
    public double node(int i) {
        return c[i];
    }

    /// a_ij, j < i
    public double a(int i, int j) {
        return a[i][j];
    }

    /// b_i = a_si
    public double weight(int i) {
        return i == a.length - 1 ? gamma : a[a.length - 1][i];
    }

    /// e_i
    public double errorWeight(int i) {
        return e[i];
    }

    /// q_i where dense output is a quartic, none where it is a cubic; shared, not to be changed.
    double[] quartic() {
        return q;
    }

    /// The stage before `i` whose node is nearest to its own: the slope there is continued on the line
    /// from the first one.
    public int nearest(int i) {
        int nearest = i - 1;
        for (int j = i - 1; j >= 1; j--) if (Math.abs(c[j] - c[i]) < Math.abs(c[nearest] - c[i])) nearest = j;
        return nearest;
    }

    /// Collects a table from top to bottom.
    public static final class Builder {
        private final String name;
        private final double gamma;
        private final List<double[]> rows = new ArrayList<>();
        private double[] embedded = {};
        private double[] quartic = {};
        private int order;
        private int embeddedOrder;

        private Builder(String name, double gamma) {
            this.name = name;
            this.gamma = gamma;
        }

        /// a_i1 ... a_i,i-1 of the next stage; the last row, with gamma, is the weights.
        public Builder row(double... coefficients) {
            rows.add(coefficients);
            return this;
        }

        /// The weights of the solution to compare with.
        public Builder embedded(double... weights) {
            embedded = weights;
            return this;
        }

        /// Compares with the stage before the last, which is a solution too.
        public Builder embeddedIsTheStageBefore() {
            double[] row = rows.get(rows.size() - 2);
            embedded = new double[row.length + 2];
            System.arraycopy(row, 0, embedded, 0, row.length);
            embedded[row.length] = gamma;
            return this;
        }

        /// The q_i that make dense output of order 4: sum q = sum q c = sum q c^2 = 0, sum q c^3 = 1/4,
        /// q A c^2 = 1/12 (the stages being of order 2, all conditions there are), the shortest vector
        /// of these.
        Builder quartic(double... weights) {
            quartic = weights;
            return this;
        }

        /// Ends the table.
        public EsdirkTableau orders(int solution, int compared) {
            order = solution;
            embeddedOrder = compared;
            return new EsdirkTableau(this);
        }
    }
}

package org.integrand.engine.method.explicit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The coefficients of an explicit Runge-Kutta method with s stages (Butcher 1963):
///
/// k_i = f(t + c_i h, y + h sum_{j < i} a_ij k_j),   y_new = y + h sum_i b_i k_i,   error = h sum_i e_i k_i.
///
/// Stages count from 0, stage 0 has c = 0. When no weights are given, the last row is the weights and the last
/// stage is the next step's first ("first same as last").
public final class ButcherTableau {
    private final String name;
    private final double[] c;
    private final double[][] a;
    private final double[] b;
    private final Optional<double[]> e;
    private final Optional<double[]> damping;
    private final boolean firstSameAsLast;
    private final int order;
    private final int embeddedOrder;
    private final int dampingOrder;

    private ButcherTableau(Builder from) {
        name = from.name;
        int stages = from.rows.size() + 1;
        c = new double[stages];
        a = new double[stages][0];
        for (int i = 1; i < stages; i++) {
            double[] row = from.rows.get(i - 1);
            c[i] = row[0];
            a[i] = new double[i];
            System.arraycopy(row, 1, a[i], 0, i);
            check(Math.abs(sum(a[i]) - c[i]) <= rounding(a[i]), "row " + i + " sums to " + sum(a[i]), "c = " + c[i]);
        }
        firstSameAsLast = from.weights.isEmpty();
        if (firstSameAsLast) {
            check(stages > 1, "no rows and no weights", "at least one of them");
            check(c[stages - 1] == 1, "last row has c = " + c[stages - 1], "1, for it serves as the weights");
            b = new double[stages];
            System.arraycopy(a[stages - 1], 0, b, 0, stages - 1);
        } else {
            b = from.weights.get();
            check(b.length == stages, b.length + " weights", "as many as stages: " + stages);
        }
        check(Math.abs(sum(b) - 1) <= rounding(b), "weights sum to " + sum(b), "1");
        e = from.embedded.map(hat -> difference(b, hat)).or(() -> from.error);
        damping = from.damping;
        e.ifPresent(weights -> checkDifference(weights, "error"));
        damping.ifPresent(weights -> checkDifference(weights, "damping"));
        order = from.order;
        embeddedOrder = from.embeddedOrder;
        dampingOrder = from.dampingOrder;
        check(damping.isPresent() == dampingOrder > 0, "damping order " + dampingOrder, "one exactly with its weights");
        check(order >= 1, "order " + order, "at least 1: call order or orders");
        check(
                e.isPresent() == embeddedOrder > 0,
                "embedded order " + embeddedOrder,
                "one exactly with an embedded method");
    }

    /// Begins a table.
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /// s, the number of stages.
    public int stages() {
        return c.length;
    }

    /// Evaluations of the field per accepted step.
    public int evaluationsPerStep() {
        return firstSameAsLast ? c.length - 1 : c.length;
    }

    /// Order of the solution that is carried on.
    public int order() {
        return order;
    }

    /// Order of the solution it is compared with, 0 without one.
    public int embeddedOrder() {
        return embeddedOrder;
    }

    /// k: the error estimate of a step is O(h^k); 0 without an embedded method. Two estimates of orders p > q
    /// joined as in [#dampingWeights] give 2 (p + 1) - (q + 1).
    public int errorOrder() {
        if (e.isEmpty()) return 0;
        int single = Math.min(order, embeddedOrder) + 1;
        return damping.isEmpty() ? single : 2 * single - (dampingOrder + 1);
    }

    public boolean firstSameAsLast() {
        return firstSameAsLast;
    }

    /// The nodes c_i.
    public double[] nodes() {
        return c.clone();
    }

    /// Row i of a: i coefficients.
    public double[] row(int i) {
        return a[i].clone();
    }

    /// The weights b_i.
    public double[] weights() {
        return b.clone();
    }

    /// e_i = b_i - embedded b_i.
    public Optional<double[]> errorWeights() {
        return e.map(double[]::clone);
    }

    /// Weights of a second, cruder error estimate D = h sum_i d_i k_i beside E = h sum_i e_i k_i: the error of
    /// a step is |E|^2 / sqrt(|E|^2 + 0.01 |D|^2), about as small as the method's own error. Source: Hairer,
    /// Norsett, Wanner, "Solving ODEs I", II.10.
    public Optional<double[]> dampingWeights() {
        return damping.map(double[]::clone);
    }

    private void checkDifference(double[] weights, String what) {
        check(weights.length == c.length, weights.length + " " + what + " weights", "as many as stages: " + c.length);
        check(Math.abs(sum(weights)) <= rounding(weights), what + " weights sum to " + sum(weights), "0");
    }

    private void check(boolean holds, String what, String expected) {
        if (!holds) throw new IllegalArgumentException("tableau " + name + ": " + what + ", expected " + expected);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    /// What rounding of the literals and of the sum may amount to.
    private static double rounding(double[] values) {
        double sum = 1;
        for (double value : values) sum += Math.abs(value);
        return 4e-16 * values.length * sum;
    }

    private static double[] difference(double[] b, double[] hat) {
        double[] e = hat.clone();
        for (int i = 0; i < Math.min(b.length, hat.length); i++) e[i] = b[i] - hat[i];
        return e;
    }

    /// Collects the rows of a table.
    public static final class Builder {
        private final String name;
        private final List<double[]> rows = new ArrayList<>();
        private Optional<double[]> weights = Optional.empty();
        private Optional<double[]> embedded = Optional.empty();
        private Optional<double[]> error = Optional.empty();
        private Optional<double[]> damping = Optional.empty();
        private int order;
        private int embeddedOrder;
        private int dampingOrder;

        private Builder(String name) {
            this.name = name;
        }

        /// The next stage: its node c and its coefficients a, one per earlier stage.
        public Builder row(double c, double... a) {
            if (a.length != rows.size() + 1)
                throw new IllegalArgumentException("tableau " + name + ": row " + (rows.size() + 1) + " has " + a.length
                        + " coefficients, expected " + (rows.size() + 1));
            double[] row = new double[a.length + 1];
            row[0] = c;
            System.arraycopy(a, 0, row, 1, a.length);
            rows.add(row);
            return this;
        }

        /// Rows as text, `c | a ...`, then `b | ...` for the weights, `e | ...` for error weights, `damping | ...`
        /// for those of a second estimate; zeros are written out, fractions are allowed, and a line without a
        /// bar goes on with the row above.
        Builder rows(String text) {
            var table = CoefficientTable.parse(text);
            for (int i = 0; i < table.size(); i++) {
                double[] numbers = table.row(i);
                switch (table.label(i)) {
                    case "b" -> weights(numbers);
                    case "e" -> error(numbers);
                    case "damping" -> damping = Optional.of(numbers);
                    default -> row(CoefficientTable.number(table.label(i)), numbers);
                }
            }
            return this;
        }

        /// Order of the solution that the second error estimate compares with.
        Builder dampingOrder(int cruder) {
            dampingOrder = cruder;
            return this;
        }

        /// The weights b, where they are not the last row.
        public Builder weights(double... b) {
            weights = Optional.of(b.clone());
            return this;
        }

        /// Weights of the embedded method.
        public Builder embedded(double... hat) {
            embedded = Optional.of(hat.clone());
            return this;
        }

        /// Error weights b - embedded b, where the source gives these.
        public Builder error(double... e) {
            error = Optional.of(e.clone());
            return this;
        }

        /// Order of a method without an embedded one.
        public Builder order(int solution) {
            return orders(solution, 0);
        }

        /// Orders of the pair.
        public Builder orders(int solution, int embeddedSolution) {
            order = solution;
            embeddedOrder = embeddedSolution;
            return this;
        }

        /// @throws IllegalArgumentException when the table contradicts itself
        public ButcherTableau build() {
            return new ButcherTableau(this);
        }
    }
}

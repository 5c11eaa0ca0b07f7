package org.integrand.engine.method.exponential;

import java.util.ArrayList;
import java.util.List;

/// The coefficients of an explicit exponential Runge-Kutta method. With N_1 = N(t, y), N_i = N(t_i,
/// U_i), and N_end that of the new state,
///
/// U_i = phi_0(c h L) from + h sum_k phi_k(c h L) sum_j w_kj N_j,
///
/// the stages first, then the new state; `from` is y, or an earlier stage. The error is h sum_k phi_k(h
/// L) sum_j e_kj N_j. The phi functions carry all that depends on L: coefficients are numbers.
final class ExponentialTableau {
    private final String name;
    private final int order;
    private final int errorOrder;
    private final double[] nodes;
    private final List<Row> rows;
    private final List<Term> error;

    private ExponentialTableau(Builder from, int order, int errorOrder) {
        name = from.name;
        this.order = order;
        this.errorOrder = errorOrder;
        nodes = from.nodes;
        rows = List.copyOf(from.rows);
        error = from.error;
    }

    /// phi_k times a sum of N_j: the weights are those of N_1, N_2 ..., and N_end after them.
    static final class Term {
        private final int k;
        private final double[] weights;

        private Term(int k, double[] weights) {
            this.k = k;
            this.weights = weights;
        }

        int k() {
            return k;
        }

        /// The number of weights.
        int count() {
            return weights.length;
        }

        double weight(int j) {
            return weights[j];
        }
    }

    /// A stage or the new state.
    ///
    /// @param time  where it is, as a part of the step
    /// @param node  index of c
    /// @param from  0: y; i: U_i
    /// @param terms its sums
    record Row(double time, int node, int from, List<Term> terms) {}

    /// phi_k times the N_j with these weights.
    static Term phi(int k, double... weights) {
        return new Term(k, weights);
    }

    /// Begins a table with these c, the last one being 1.
    static Builder named(String name, double... nodes) {
        return new Builder(name, nodes);
    }

    String name() {
        return name;
    }

    int order() {
        return order;
    }

    int errorOrder() {
        return errorOrder;
    }

    double[] nodes() {
        return nodes.clone();
    }

    /// The number of N_j, without N_end.
    int stages() {
        return rows.size();
    }

    /// U_2, U_3 ..., the new state.
    Row row(int i) {
        return rows.get(i);
    }

    List<Term> error() {
        return error;
    }

    /// Whether the error needs N_end.
    boolean needsEnd() {
        return error.stream().anyMatch(term -> term.count() > stages());
    }

    /// The largest k.
    int phis() {
        int largest = 0;
        for (Row row : rows) for (Term term : row.terms()) largest = Math.max(largest, term.k());
        for (Term term : error) largest = Math.max(largest, term.k());
        return largest;
    }

    /// Collects a table.
    static final class Builder {
        private final String name;
        private final double[] nodes;
        private final List<Row> rows = new ArrayList<>();
        private List<Term> error = List.of();

        private Builder(String name, double... nodes) {
            this.name = name;
            this.nodes = nodes;
        }

        /// The next stage, from y, its time being its node.
        Builder row(int node, Term... terms) {
            return row(nodes[node], node, 0, terms);
        }

        /// The next stage, from U_from.
        Builder row(double time, int node, int from, Term... terms) {
            rows.add(new Row(time, node, from, List.of(terms)));
            return this;
        }

        Builder error(Term... terms) {
            error = List.of(terms);
            return this;
        }

        ExponentialTableau orders(int solution, int estimate) {
            return new ExponentialTableau(this, solution, estimate);
        }
    }
}

package org.integrand.engine.method.lie;

import org.integrand.engine.method.explicit.ButcherTableau;

/// A Runge-Kutta method for u' = dexpinv_u(A(t, e^u Y)), u(0) = 0, in the algebra: u_i = h sum_j a_ij
/// k_j, k_i = dexpinv_(u_i)(A(t + c_i h, e^(u_i) Y)), Y+ = e^(h sum b_i k_i) Y.
final class MuntheKaas implements LieScheme {
    private final Workshop workshop;
    private final InverseTangent inverseTangent;
    private final int order;
    private final double[] nodes;
    private final double[][] rows;
    private final double[] weights;
    private final double[] error;
    private final boolean firstSameAsLast;
    private final double[][] k;
    private final double[] u;
    private final double[] stage;

    /// into = dexpinv_u(k)
    @FunctionalInterface
    interface InverseTangent {
        void apply(double[] u, double[] k, int order, double[] into);
    }

    MuntheKaas(ButcherTableau tableau, Workshop workshop, InverseTangent inverseTangent) {
        this.workshop = workshop;
        this.inverseTangent = inverseTangent;
        order = tableau.order();
        nodes = tableau.nodes();
        weights = tableau.weights();
        error = tableau.errorWeights().orElse(new double[0]);
        firstSameAsLast = tableau.firstSameAsLast();
        rows = new double[nodes.length][];
        k = new double[nodes.length][];
        for (int i = 0; i < nodes.length; i++) {
            rows[i] = i == 0 ? new double[0] : tableau.row(i);
            k[i] = workshop.algebraElement();
        }
        u = workshop.algebraElement();
        stage = workshop.state();
    }

    @Override
    public void exponents(double t, double h, double[] y, double[] first, double[][] v) {
        System.arraycopy(first, 0, k[0], 0, first.length);
        int stages = firstSameAsLast ? nodes.length - 1 : nodes.length;
        for (int i = 1; i < stages; i++) {
            sum(h, rows[i], i, u);
            workshop.act(u, y, stage);
            workshop.evaluate(t + nodes[i] * h, stage, k[i]);
            inverseTangent.apply(u, k[i], order, k[i]);
        }
        sum(h, weights, stages, v[0]);
    }

    /// into = h sum_j a_j k_j, j < count
    private void sum(double h, double[] a, int count, double[] into) {
        for (int i = 0; i < into.length; i++) {
            double sum = 0;
            for (int j = 0; j < count; j++) sum += a[j] * k[j][i];
            into[i] = h * sum;
        }
    }

    @Override
    public boolean estimates() {
        return error.length > 0;
    }

    @Override
    public void difference(double h, double[] v, double[] last, double[] into) {
        if (firstSameAsLast) inverseTangent.apply(v, last, order, k[nodes.length - 1]);
        sum(h, error, nodes.length, into);
    }
}

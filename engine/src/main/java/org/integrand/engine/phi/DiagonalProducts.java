package org.integrand.engine.phi;

import java.util.function.IntToDoubleFunction;

/// Of a diagonal matrix, or of a number times the identity: one value for all components then.
final class DiagonalProducts implements PhiProducts {
    private final int size;
    private final IntToDoubleFunction entries;
    private final double[] nodes;
    private final double[][][] phi; // node, k, entry
    private final double[] values;
    private double prepared;

    DiagonalProducts(int size, IntToDoubleFunction entries, int order, double... nodes) {
        this.size = size;
        this.entries = entries;
        this.nodes = nodes.clone();
        phi = new double[nodes.length][order + 1][size];
        values = new double[order + 1];
    }

    @Override
    public void prepare(double h) {
        if (h == prepared) return;
        prepared = h;
        for (int c = 0; c < nodes.length; c++) {
            for (int i = 0; i < size; i++) {
                Phi.all(nodes[c] * h * entries.applyAsDouble(i), values);
                for (int k = 0; k < values.length; k++) phi[c][k][i] = values[k];
            }
        }
    }

    @Override
    public boolean add(int k, int node, double factor, double[] x, double[] into) {
        double[] p = phi[node][k];
        if (p.length == 1) {
            double same = factor * p[0];
            for (int i = 0; i < into.length; i++) into[i] += same * x[i];
        } else {
            for (int i = 0; i < into.length; i++) into[i] += factor * p[i] * x[i];
        }
        return true;
    }
}

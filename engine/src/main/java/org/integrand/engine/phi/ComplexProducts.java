package org.integrand.engine.phi;

import org.integrand.engine.problem.LinearTerm.ComplexDiagonal;

/// Of a complex diagonal matrix; vectors hold real and imaginary parts in turn.
final class ComplexProducts implements PhiProducts {
    private final int size;
    private final ComplexDiagonal entries;
    private final double[] nodes;
    private final double[][][] phi; // node, k, real and imaginary parts in turn
    private final double[] re;
    private final double[] im;
    private double prepared;

    ComplexProducts(int size, ComplexDiagonal entries, int order, double... nodes) {
        this.size = size;
        this.entries = entries;
        this.nodes = nodes.clone();
        phi = new double[nodes.length][order + 1][2 * size];
        re = new double[order + 1];
        im = new double[order + 1];
    }

    @Override
    public void prepare(double h) {
        if (h == prepared) return;
        prepared = h;
        for (int c = 0; c < nodes.length; c++) {
            for (int i = 0; i < size; i++) {
                Phi.all(nodes[c] * h * entries.re(i), nodes[c] * h * entries.im(i), re, im);
                for (int k = 0; k < re.length; k++) {
                    phi[c][k][2 * i] = re[k];
                    phi[c][k][2 * i + 1] = im[k];
                }
            }
        }
    }

    @Override
    public boolean add(int k, int node, double factor, double[] x, double[] into) {
        double[] p = phi[node][k];
        for (int i = 0; i < into.length; i += 2) {
            double a = factor * x[i];
            double b = factor * x[i + 1];
            into[i] += p[i] * a - p[i + 1] * b;
            into[i + 1] += p[i] * b + p[i + 1] * a;
        }
        return true;
    }
}

package org.integrand.engine.phi;

/// Of a dense matrix: phi functions as matrices.
final class DenseProducts implements PhiProducts {
    private final int n;
    private final double[] matrix;
    private final double[] nodes;
    private final DensePhi functions;
    private final double[][][] phi; // node, k, row by row
    private double prepared;

    DenseProducts(int n, double[] matrix, int order, double... nodes) {
        this.n = n;
        this.matrix = matrix;
        this.nodes = nodes.clone();
        functions = new DensePhi(n, n, Math.max(1, order));
        phi = new double[nodes.length][order + 1][n * n];
    }

    @Override
    public void prepare(double h) {
        if (h == prepared) return;
        prepared = h;
        for (int c = 0; c < nodes.length; c++) {
            functions.compute(matrix, n, nodes[c] * h);
            double[][] kept = phi[c];
            for (int k = 0; k < kept.length; k++) System.arraycopy(functions.phi(k), 0, kept[k], 0, n * n);
        }
    }

    @Override
    public boolean add(int k, int node, double factor, double[] x, double[] into) {
        double[] p = phi[node][k];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += p[i * n + j] * x[j];
            into[i] += factor * sum;
        }
        return true;
    }
}

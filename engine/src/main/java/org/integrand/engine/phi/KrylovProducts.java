package org.integrand.engine.phi;

/// Of a matrix known by its products: nothing is prepared, every product has a Krylov space of its own.
final class KrylovProducts implements PhiProducts {
    private final KrylovPhi krylov;
    private final double[] nodes;
    private final double[] product;
    private double h;

    KrylovProducts(KrylovPhi krylov, int dimension, double... nodes) {
        this.krylov = krylov;
        this.nodes = nodes.clone();
        product = new double[dimension];
    }

    @Override
    public void prepare(double length) {
        h = length;
    }

    @Override
    public boolean add(int k, int node, double factor, double[] x, double[] into) {
        if (!krylov.apply(k, nodes[node] * h, x, product)) return false;
        for (int i = 0; i < into.length; i++) into[i] += factor * product[i];
        return true;
    }
}

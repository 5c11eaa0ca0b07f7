package org.integrand.engine.phi;

import org.integrand.engine.problem.LinearOperator;
import org.integrand.engine.problem.LinearTerm;

/// The products phi_k(c h L) x that an exponential method needs, for its nodes c and k = 0 ... K. What
/// depends on h only is computed when h changes.
public interface PhiProducts {
    /// Those of L for states of this dimension.
    ///
    /// @param order K
    static PhiProducts of(LinearTerm linear, int dimension, int order, double... nodes) {
        return switch (linear) {
            case LinearTerm.Scalar(double lambda) -> new DiagonalProducts(1, _ -> lambda, order, nodes);
            case LinearTerm.Diagonal diagonal -> new DiagonalProducts(dimension, diagonal::entry, order, nodes);
            case LinearTerm.ComplexDiagonal diagonal -> new ComplexProducts(dimension / 2, diagonal, order, nodes);
            case LinearTerm.Dense dense -> new DenseProducts(dimension, dense.entries(), order, nodes);
            case LinearTerm.Operator(LinearOperator operator, double tolerance, int largest) ->
                new KrylovProducts(new KrylovPhi(dimension, operator, tolerance, largest), dimension, nodes);
        };
    }

    /// Gets ready for steps of length h.
    void prepare(double h);

    /// into += factor phi_k(c h L) x, c the node with this index.
    ///
    /// @return false when it could not be computed: try a smaller h
    boolean add(int k, int node, double factor, double[] x, double[] into);
}

package org.integrand.diffusion.digits;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Squared Frechet (Wasserstein-2) distance of the Gaussians with a reference's and a sample's moments:
/// |m_1 - m_2|^2 + tr(C_1 + C_2 - 2 (C_1^1/2 C_2 C_1^1/2)^1/2). Source: D. Dowson, B. Landau, J. Multivariate Anal. 12
/// (1982); as a measure of image samples: Heusel et al. 2017, arXiv 1706.08500. With Inception features it is called
/// FID;
/// with other features, as here, it is not comparable to a FID.
///
/// The estimate from n samples is too large by an amount of the order dimension / n, equal for samplers that are
/// compared
/// at equal n.
final class FrechetDistance {
    private final double[] mean;
    private final DMatrixRMaj covariance;
    private final DMatrixRMaj root;

    FrechetDistance(double[] mean, DMatrixRMaj covariance) {
        this.mean = mean.clone();
        this.covariance = covariance.copy();
        root = squareRoot(covariance);
    }

    double to(FeatureMoments sample) {
        double distance = 0;
        double[] other = sample.mean();
        for (int i = 0; i < mean.length; i++) distance += (mean[i] - other[i]) * (mean[i] - other[i]);
        var spread = sample.covariance();
        var half = new DMatrixRMaj(mean.length, mean.length);
        var product = new DMatrixRMaj(mean.length, mean.length);
        CommonOps_DDRM.mult(root, spread, half);
        CommonOps_DDRM.mult(half, root, product);
        return distance
                + CommonOps_DDRM.trace(covariance)
                + CommonOps_DDRM.trace(spread)
                - 2 * CommonOps_DDRM.trace(squareRoot(product));
    }

    /// Square root of a symmetric positive semidefinite matrix; rounding below zero counts as zero.
    private static DMatrixRMaj squareRoot(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        var symmetric = matrix.copy();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) symmetric.set(i, j, (matrix.get(i, j) + matrix.get(j, i)) / 2);
        var eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(symmetric)) throw new ArithmeticException("Frechet distance: no eigenvalues");
        var result = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            double value = Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal()));
            var vector = eigen.getEigenVector(k);
            CommonOps_DDRM.multAddTransB(value, vector, vector, result);
        }
        return result;
    }
}

package org.integrand.diffusion.digits;

import org.ejml.data.DMatrixRMaj;

/// Sums over feature vectors: count, sum x, sum x x^T. Sets are joined by adding them.
final class FeatureMoments {
    private final int dimension;
    private final double[] sum;
    private final double[] products;
    private long count;

    FeatureMoments(int dimension) {
        this.dimension = dimension;
        sum = new double[dimension];
        products = new double[dimension * dimension];
    }

    long count() {
        return count;
    }

    int dimension() {
        return dimension;
    }

    /// Adds one vector: `features[offset] ... features[offset + dimension - 1]`.
    void add(float[] features, int offset) {
        for (int i = 0; i < dimension; i++) {
            double value = features[offset + i];
            sum[i] += value;
            for (int j = 0; j <= i; j++) products[i * dimension + j] += value * features[offset + j];
        }
        count++;
    }

    /// Adds the set `other`, `times` +1, or takes it out again, -1.
    void add(FeatureMoments other, int times) {
        for (int i = 0; i < sum.length; i++) sum[i] += times * other.sum[i];
        for (int i = 0; i < products.length; i++) products[i] += times * other.products[i];
        count += times * other.count;
    }

    double[] mean() {
        var mean = new double[dimension];
        for (int i = 0; i < dimension; i++) mean[i] = sum[i] / count;
        return mean;
    }

    /// Unbiased covariance.
    DMatrixRMaj covariance() {
        var covariance = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < dimension; i++)
            for (int j = 0; j <= i; j++) {
                double value = (products[i * dimension + j] - sum[i] * sum[j] / count) / (count - 1);
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        return covariance;
    }
}

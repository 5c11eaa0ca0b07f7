package org.integrand.search.predict;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.integrand.search.predict.Ranks.Scaling;

/// Ridge regression of the ranks on all features of all steps, standardised: minimises
/// |X w - y|^2 + lambda |w|^2 with the lambda of 10^-3 n ... 10 n whose leave-one-out error is least. Sequences
/// shorter than the longest are filled up with the means, so a missing step has no effect.
/// For few samples; it sees no interplay of features.
/// Source: A. E. Hoerl, R. W. Kennard, "Ridge regression", Technometrics 12 (1970); leave-one-out residuals
/// r_i / (1 - H_ii): D. M. Allen, Technometrics 16 (1974).
public record RidgeRanking() implements Predictor {
    private static final double[] LAMBDAS = {1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3, 10};

    @Override
    public Fit fit(List<Sample> samples, long seed) {
        int steps = samples.stream().mapToInt(s -> s.features().length).max().orElseThrow();
        int width = samples.getFirst().features()[0].length;
        var scaling = Scaling.of(
                samples.stream().flatMap(s -> Arrays.stream(s.features())).toList());
        var rows = samples.stream()
                .map(s -> flat(s.features(), steps, width, scaling))
                .toList();
        var columns = Scaling.of(rows);
        double[][] x = rows.stream().map(columns::apply).toArray(double[][]::new);
        double[] weights = solve(x, Ranks.of(samples));
        return features -> dot(columns.apply(flat(features, steps, width, scaling)), weights);
    }

    private static double[] flat(double[][] features, int steps, int width, Scaling scaling) {
        double[] flat = new double[steps * width];
        for (int t = 0; t < Math.min(steps, features.length); t++)
            System.arraycopy(scaling.apply(features[t]), 0, flat, t * width, width);
        return flat;
    }

    /// With X^T X = V S V^T and z = V^T X^T y: w = V z / (S + lambda), H_ii = sum_k (X V)_ik^2 / (S_k + lambda).
    private static double[] solve(double[][] x, double[] y) {
        int n = x.length;
        var matrix = MatrixUtils.createRealMatrix(x);
        var spectrum = Spectrum.of(matrix);
        double[] s = spectrum.values();
        double[][] turned = matrix.multiply(spectrum.vectors()).getData();
        double[] z = MatrixUtils.createRealMatrix(turned).preMultiply(y);
        double[] best = new double[s.length];
        double least = Double.POSITIVE_INFINITY;
        for (double relative : LAMBDAS) {
            double lambda = relative * n;
            double[] u = new double[s.length];
            Arrays.setAll(u, k -> z[k] / (Math.max(0, s[k]) + lambda));
            double error = 0;
            for (int i = 0; i < n; i++) {
                double leverage = 1.0 / n;
                for (int k = 0; k < s.length; k++)
                    leverage += turned[i][k] * turned[i][k] / (Math.max(0, s[k]) + lambda);
                double left = (y[i] - dot(turned[i], u)) / Math.max(1e-9, 1 - leverage);
                error += left * left;
            }
            if (error < least) {
                least = error;
                best = u;
            }
        }
        return spectrum.vectors().operate(best);
    }

    /// Eigenvectors, as columns, and eigenvalues of X^T X.
    private record Spectrum(RealMatrix vectors, double[] values) {
        /// The iteration for eigenvalues gives up on some matrices with many of them near 0; singular values, which
        /// take
        /// longer, are found then too.
        static Spectrum of(RealMatrix x) {
            try {
                var eigen = new EigenDecompositionSymmetric(x.transposeMultiply(x));
                return new Spectrum(eigen.getV(), eigen.getEigenvalues());
            } catch (MathIllegalStateException _) {
                var singular = new SingularValueDecomposition(x);
                double[] squares = Arrays.stream(singular.getSingularValues())
                        .map(v -> v * v)
                        .toArray();
                return new Spectrum(singular.getV(), squares);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}

package org.integrand.engine.jacobian;

import java.util.Arrays;

/// Solves A x = b with products A v only: restarted GMRES, modified Gram-Schmidt, Givens rotations. Source: Y.
/// Saad, M. H. Schultz, "GMRES: a generalized minimal residual algorithm for solving nonsymmetric linear
/// systems", SIAM J. Sci. Stat. Comput. 7 (1986).
final class Gmres {
    private static final int RESTARTS = 20;

    private final double tolerance;
    private final int directions;
    private final double[][] basis;
    private final double[][] h; // h[k]: column k of the triangle that the rotations leave
    private final double[] cosines;
    private final double[] sines;
    private final double[] residuals;
    private final double[] weights;
    private final double[] x;

    /// @param tolerance  relative residual that is good enough
    /// @param directions products between restarts
    Gmres(int dimension, double tolerance, int directions) {
        this.tolerance = tolerance;
        this.directions = Math.min(directions, dimension);
        basis = new double[this.directions + 1][dimension];
        h = new double[this.directions][this.directions + 1];
        cosines = new double[this.directions];
        sines = new double[this.directions];
        residuals = new double[this.directions + 1];
        weights = new double[this.directions];
        x = new double[dimension];
    }

    /// A linear map.
    @FunctionalInterface
    interface Operator {
        /// into = A v
        void apply(double[] v, double[] into);
    }

    /// b = A^-1 b; false, and b undefined, when the residual does not become small enough.
    boolean solve(Operator a, double[] b) {
        Arrays.fill(x, 0);
        double size = norm(b);
        if (size == 0) return true;
        for (int restart = 0; restart < RESTARTS; restart++) {
            double[] residual = basis[0];
            if (restart == 0) {
                System.arraycopy(b, 0, residual, 0, b.length);
            } else {
                a.apply(x, residual);
                for (int i = 0; i < b.length; i++) residual[i] = b[i] - residual[i];
            }
            double norm = norm(residual);
            if (!(norm < Double.POSITIVE_INFINITY)) return false;
            if (norm <= tolerance * size) break;
            int count = expand(a, norm, tolerance * size);
            combine(count);
            if (Math.abs(residuals[count]) <= tolerance * size) break;
            if (restart == RESTARTS - 1) return false;
        }
        System.arraycopy(x, 0, b, 0, b.length);
        return true;
    }

    /// Builds the Krylov space until the residual is small enough, and says its dimension.
    private int expand(Operator a, double norm, double enough) {
        scale(basis[0], 1 / norm);
        residuals[0] = norm;
        for (int k = 0; k < directions; k++) {
            double[] next = basis[k + 1];
            a.apply(basis[k], next);
            double[] column = h[k];
            for (int i = 0; i <= k; i++) {
                column[i] = dot(basis[i], next);
                add(-column[i], basis[i], next);
            }
            double length = norm(next);
            for (int i = 0; i < k; i++) {
                double rotated = cosines[i] * column[i] + sines[i] * column[i + 1];
                column[i + 1] = cosines[i] * column[i + 1] - sines[i] * column[i];
                column[i] = rotated;
            }
            double diagonal = Math.hypot(column[k], length);
            cosines[k] = column[k] / diagonal;
            sines[k] = length / diagonal;
            column[k] = diagonal;
            residuals[k + 1] = -sines[k] * residuals[k];
            residuals[k] *= cosines[k];
            // not finite, or an invariant space: go on with what there is
            if (!(Math.abs(residuals[k + 1]) > enough) || length == 0) return k + 1;
            scale(next, 1 / length);
        }
        return directions;
    }

    /// x += the combination of the first directions that makes the residual least
    private void combine(int count) {
        for (int k = count - 1; k >= 0; k--) {
            double sum = residuals[k];
            for (int i = k + 1; i < count; i++) sum -= h[i][k] * weights[i];
            weights[k] = sum / h[k][k];
            add(weights[k], basis[k], x);
        }
    }

    private static double norm(double[] v) {
        return Math.sqrt(dot(v, v));
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) sum += u[i] * v[i];
        return sum;
    }

    private static void add(double factor, double[] v, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] += factor * v[i];
    }

    private static void scale(double[] v, double factor) {
        for (int i = 0; i < v.length; i++) v[i] *= factor;
    }
}

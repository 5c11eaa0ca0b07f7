package org.integrand.engine.method.implicit;

/// The polynomial through the start of a step and its stages: y(theta) = y + sum_i l_i(theta) Z_i, Z_i = Y_i - y, with
/// l_i the Lagrange polynomials of the nodes 0, c_1 ... c_s.
final class Collocation {
    private final double[] nodes;

    Collocation(double[] nodes) {
        this.nodes = nodes;
    }

    /// l_i(theta)
    double weight(int i, double theta) {
        double product = theta / nodes[i];
        for (int j = 0; j < nodes.length; j++) if (j != i) product *= (theta - nodes[j]) / (nodes[i] - nodes[j]);
        return product;
    }

    /// The coefficients of l_i in powers of theta, from theta^0.
    double[] powers(int i) {
        double[] powers = new double[nodes.length + 1];
        powers[1] = 1 / nodes[i];
        for (int j = 0; j < nodes.length; j++) {
            if (j == i) continue;
            double scale = 1 / (nodes[i] - nodes[j]);
            for (int m = nodes.length; m >= 0; m--)
                powers[m] = ((m > 0 ? powers[m - 1] : 0) - nodes[j] * powers[m]) * scale;
        }
        return powers;
    }

    /// l_i^(j)(theta) / j!
    double derivative(int i, int j, double theta) {
        double[] powers = powers(i);
        for (int k = 0; k <= j; k++) { // divided by x - theta again and again: what remains are the derivatives
            for (int m = powers.length - 2; m >= k; m--) powers[m] += theta * powers[m + 1];
        }
        return powers[j];
    }
}

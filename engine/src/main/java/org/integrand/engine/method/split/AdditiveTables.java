package org.integrand.engine.method.split;

import org.integrand.engine.method.implicit.EsdirkTableau;

/// Additive tables other than those of Kennedy and Carpenter.
final class AdditiveTables {
    private AdditiveTables() {}

    /// ARS(2,2,2), with gamma = 1 - 1 / sqrt 2 and nodes 0, gamma, 1. U. M. Ascher, S. J. Ruuth, R. J.
    /// Spiteri, "Implicit-explicit Runge-Kutta methods for time-dependent partial differential
    /// equations", Appl. Numer. Math. 25 (1997), section 2.6.
    ///
    /// The solution to compare with is ours, of order 1: y + h F_1 + h G_2. Dense output integrates the
    /// lines through F_1 and F_2, and through G_2 and G_3, which gives the weights at its end.
    static AdditiveTableau ars222() {
        double gamma = 1 - Math.sqrt(0.5);
        double delta = 1 - 1 / (2 * gamma);
        var implicit = EsdirkTableau.named("ars222", gamma)
                .row(0)
                .row(0, 1 - gamma)
                .embedded(0, 1, 0)
                .orders(2, 1);
        double f = 1 / (2 * gamma);
        double g = 1 / (1 - gamma);
        return AdditiveTableau.named("ars222", implicit)
                .row(gamma)
                .row(delta, 1 - delta)
                .weights(new double[] {delta, 1 - delta, 0}, new double[] {1, 0, 0})
                .dense(new double[][] {{1, -f}, {0, f}, {0, 0}}, new double[][] {{0, 0}, {g, -g / 2}, {1 - g, g / 2}});
    }
}

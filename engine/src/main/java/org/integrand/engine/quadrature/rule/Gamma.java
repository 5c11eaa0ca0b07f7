package org.integrand.engine.quadrature.rule;

/// The gamma function for positive numbers: Stirling's series from 20 on, with its recurrence below.
final class Gamma {
    /// B_2k / (2k (2k - 1))
    private static final double[] STIRLING = {
        1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
    };

    private static final double FROM = 20;

    private Gamma() {}

    /// Gamma(x), x > 0; relative error some 1e-15 for small x.
    static double of(double x) {
        if (x == Math.rint(x) && x <= 23) {
            double product = 1;
            for (int i = 2; i < x; i++) product *= i;
            return product;
        }
        double product = 1;
        double y = x;
        for (; y < FROM; y++) product *= y;
        return Math.pow(y, y - 0.5) * Math.exp(-y) * Math.sqrt(2 * Math.PI) * Math.exp(series(y)) / product;
    }

    private static double series(double y) {
        double sum = 0;
        for (int k = STIRLING.length - 1; k >= 0; k--) sum = sum / (y * y) + STIRLING[k];
        return sum / y;
    }

    private static double log(double x) {
        double product = 1;
        double y = x;
        for (; y < FROM; y++) product *= y;
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series(y) - Math.log(product);
    }

    /// Gamma(a) Gamma(b) / Gamma(a + b)
    static double beta(double a, double b) {
        return a + b < 100 ? of(a) * of(b) / of(a + b) : Math.exp(log(a) + log(b) - log(a + b));
    }
}

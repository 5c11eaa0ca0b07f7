package org.integrand.engine.quadrature.rule;

import java.util.function.DoubleUnaryOperator;

/// A rule of n nodes that is exact for the weight times polynomials of degree 2n - 1: integral w f =
/// sum w_i f(x_i). Nodes and weights have a relative error of about 1e-15; building costs O(n^2), a
/// second for n = 2,000.
///
/// @param nodes   rising
/// @param weights one for each node; those of Laguerre and Hermite may underflow to 0
public record GaussRule(double[] nodes, double[] weights) {
    private static final int MOST = 20_000;

    /// Weight 1 on [-1, 1].
    public static GaussRule legendre(int n) {
        return of(new OrthogonalFamily.Legendre(), n);
    }

    /// Weight 1 on [a, b].
    public static GaussRule legendre(int n, double a, double b) {
        if (!Double.isFinite(a) || !Double.isFinite(b))
            throw new IllegalArgumentException("range " + a + " ... " + b + ": expected finite bounds");
        var rule = legendre(n);
        for (int i = 0; i < n; i++) {
            rule.nodes[i] = 0.5 * ((1 - rule.nodes[i]) * a + (1 + rule.nodes[i]) * b);
            rule.weights[i] *= 0.5 * (b - a);
        }
        return rule;
    }

    /// Weight x^alpha e^-x on [0, inf), alpha > -1.
    public static GaussRule laguerre(int n, double alpha) {
        above("alpha", alpha);
        return of(new OrthogonalFamily.Laguerre(alpha), n);
    }

    /// Weight e^(-x^2) on the line.
    public static GaussRule hermite(int n) {
        return of(new OrthogonalFamily.Hermite(), n);
    }

    /// Weight (1 - x)^alpha (1 + x)^beta on [-1, 1], alpha, beta > -1.
    public static GaussRule jacobi(int n, double alpha, double beta) {
        above("alpha", alpha);
        above("beta", beta);
        return of(new OrthogonalFamily.Jacobi(alpha, beta), n);
    }

    /// Weight 1/sqrt(1 - x^2) on [-1, 1]: nodes cos((2i - 1) pi/2n), all weights pi/n.
    public static GaussRule chebyshev(int n) {
        check(n);
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            nodes[i] = Math.sin((2 * i + 1 - n) * Math.PI / (2 * n));
            weights[i] = Math.PI / n;
        }
        return new GaussRule(nodes, weights);
    }

    /// sum w_i f(x_i)
    public double integrate(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) sum += weights[i] * f.applyAsDouble(nodes[i]);
        return sum;
    }

    private static GaussRule of(OrthogonalFamily family, int n) {
        check(n);
        return new RuleBuilder(family, n).build();
    }

    private static void check(int n) {
        if (n < 1 || n > MOST) throw new IllegalArgumentException("nodes " + n + ": expected 1 ... " + MOST);
    }

    private static void above(String name, double exponent) {
        if (!(exponent > -1) || exponent > 1e3)
            throw new IllegalArgumentException(name + " " + exponent + ": expected more than -1, at most 1000");
    }
}

package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Gauss-Legendre quadrature on -1 ... 1: n points, exact for polynomials of degree 2 n - 1.
/// Source: G. Szego, "Orthogonal polynomials", chapter 3; points by Newton's method from cos(pi (i + 3/4)
/// / (n + 1/2)), weights 2 / ((1 - x^2) P_n'(x)^2).
final class GaussLegendre {
    private static final List<GaussLegendre> RULES = Stream.concat(
                    IntStream.of(0).mapToObj(_ -> new GaussLegendre(1)),
                    IntStream.rangeClosed(1, 16).mapToObj(GaussLegendre::new))
            .toList();

    private final double[] abscissas;
    private final double[] weights;

    private GaussLegendre(int n) {
        abscissas = new double[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < 20; iteration++) {
                double p = 1;
                double before = 0;
                for (int k = 1; k <= n; k++) {
                    double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
                    before = p;
                    p = next;
                }
                slope = n * (x * p - before) / (x * x - 1);
                double change = p / slope;
                x -= change;
                if (Math.abs(change) < 1e-16) break;
            }
            abscissas[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    /// The rule of n = 1 ... 16 points.
    static GaussLegendre of(int n) {
        return RULES.get(n);
    }

    int points() {
        return abscissas.length;
    }

    double abscissa(int i) {
        return abscissas[i];
    }

    double weight(int i) {
        return weights[i];
    }
}

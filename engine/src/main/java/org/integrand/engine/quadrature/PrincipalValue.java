package org.integrand.engine.quadrature;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Cauchy's principal value of the integral of f(x) / (x - c) over [a, b], a < c < b, f smooth at c:
///
/// integral over [0, d] of (f(c + u) - f(c - u)) / u du + the rest of the range, d = min(c - a, b - c).
///
/// @param f    the numerator
/// @param pole c
public record PrincipalValue(DoubleUnaryOperator f, double from, double to, double pole) {
    /// @throws IllegalArgumentException when the pole is no inner point of a finite range
    public PrincipalValue {
        if (!Double.isFinite(from) || !Double.isFinite(to) || !(from < to))
            throw new IllegalArgumentException("range " + from + " ... " + to + ": expected finite bounds, rising");
        if (!(pole > from && pole < to))
            throw new IllegalArgumentException("pole " + pole + ": expected a point between " + from + " and " + to);
    }

    /// The value by a quadrature.
    public Estimate integrate(Quadrature quadrature) {
        double reach = Math.min(pole - from, to - pole);
        boolean left = pole - from > to - pole;
        double rest = left ? pole - from : to - pole;
        long[] calls = {0};
        DoubleUnaryOperator counted = x -> {
            calls[0]++;
            return f.applyAsDouble(x);
        };
        // one integral over u: both sides up to the reach, the longer side beyond it
        var folded = new Integral(
                (u, into) -> {
                    double far = counted.applyAsDouble(left ? pole - u : pole + u) * (left ? -1 : 1);
                    double near = u > reach ? 0 : counted.applyAsDouble(left ? pole + u : pole - u) * (left ? 1 : -1);
                    into[0] = (far + near) / u;
                },
                1,
                0,
                rest,
                rest > reach ? List.of(reach) : List.of());
        var estimate = quadrature.integrate(folded);
        return new Estimate(
                estimate.values(), estimate.error(), calls[0], estimate.ending(), estimate.message(), List.of());
    }
}

package org.integrand.engine.quadrature;

import static java.lang.Math.abs;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// The test integrals of the QUADPACK book with exact values, and what scipy.integrate.quad made of
/// them, from benchmarks/peers/quad.py.
final class QuadpackSet {
    /// One integral to one tolerance.
    ///
    /// @param peerEvaluations of SciPy
    record Case(
            String family,
            double alpha,
            double tolerance,
            double exact,
            long peerEvaluations,
            double peerValue,
            double peerError) {
        Integral integral() {
            double a = alpha;
            double two = pow(2, a);
            return switch (family) {
                case "log-power" -> on(0, 1, x -> pow(x, a) * log(1 / x));
                case "peak" -> on(0, 1, x -> pow(4, -a) / ((x - Math.PI / 4) * (x - Math.PI / 4) + pow(16, -a)));
                case "cos-of-sin" -> on(0, Math.PI, x -> cos(two * sin(x)));
                case "third" -> on(0, 1, x -> x == 1.0 / 3 && a < 0 ? 0 : pow(abs(x - 1.0 / 3), a));
                case "quarter-pi" -> on(0, 1, x -> pow(abs(x - Math.PI / 4), a));
                case "both-ends" -> on(-1, 1, x -> 1 / sqrt(1 - x * x) / (1 + x + 1 / two));
                case "sine-power" -> on(0, Math.PI / 2, x -> pow(sin(x), a - 1));
                case "log-log" -> on(0, 1, x -> pow(log(1 / x), a - 1));
                case "oscillating" -> on(0, 1, x -> exp(20 * (x - 1)) * sin(two * x));
                case "oscillating-ends" -> on(0, 1, x -> cos(two * x) / sqrt(x * (1 - x)));
                case "exponential" -> on(0, Double.POSITIVE_INFINITY, x -> x * x * exp(-x / two));
                case "algebraic" -> on(0, Double.POSITIVE_INFINITY, x -> pow(x, a - 1) / ((1 + 10 * x) * (1 + 10 * x)));
                case "damped" -> on(0, Double.POSITIVE_INFINITY, x -> exp(-x / two) * cos(x) / sqrt(x));
                case "bell" ->
                    on(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, x -> exp(-x * two / 8 * (x * two / 8)));
                case "logistic" -> on(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, x -> pow(1 + x * x, -1 - a));
                default -> throw new IllegalArgumentException("family " + family);
            };
        }

        boolean peerIsRight() {
            return abs(peerValue - exact) <= tolerance * abs(exact) && peerError <= tolerance * abs(peerValue);
        }

        private static Integral on(double from, double to, DoubleUnaryOperator f) {
            return Integral.of(f, from, to);
        }
    }

    private QuadpackSet() {}

    static List<Case> cases() {
        try (var file = Objects.requireNonNull(QuadpackSet.class.getResourceAsStream("quadpack.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Case(
                            cells[0],
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Long.parseLong(cells[4]),
                            Double.parseDouble(cells[5]),
                            Double.parseDouble(cells[6])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

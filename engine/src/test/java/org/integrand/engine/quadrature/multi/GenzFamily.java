package org.integrand.engine.quadrature.multi;

import java.util.random.RandomGenerator;
import org.integrand.engine.quadrature.rule.GaussRule;

/// The six families of Genz over the unit cube with closed forms: A. C. Genz, "Testing multidimensional
/// integration routines", 1984. Random a, u; the sum of a is the usual difficulty.
enum GenzFamily {
    OSCILLATORY(9),
    PRODUCT_PEAK(7.25),
    CORNER_PEAK(1.85),
    GAUSSIAN(7.03),
    CONTINUOUS(20.4),
    DISCONTINUOUS(4.3);

    private static final GaussRule RULE = GaussRule.legendre(80, 0, 1);
    private final double difficulty;

    GenzFamily(double difficulty) {
        this.difficulty = difficulty;
    }

    /// An integral and its value.
    record Case(MultipleIntegral integral, double exact) {}

    Case draw(int d, RandomGenerator random) {
        double[] a = new double[d];
        double[] u = new double[d];
        double sum = 0;
        for (int i = 0; i < d; i++) {
            a[i] = 0.1 + random.nextDouble();
            u[i] = random.nextDouble();
            sum += a[i];
        }
        for (int i = 0; i < d; i++) a[i] *= difficulty / sum;
        return new Case(
                MultipleIntegral.of(x -> at(x, a, u), new double[d], ones(d)),
                this == CORNER_PEAK ? corner(a, 0, 0, 1) : this == OSCILLATORY ? oscillatory(a, u) : product(a, u));
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private double at(double[] x, double[] a, double[] u) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            double t = x[i] - u[i];
            switch (this) {
                case OSCILLATORY, CORNER_PEAK -> sum += a[i] * x[i];
                case PRODUCT_PEAK -> product /= 1 / (a[i] * a[i]) + t * t;
                case GAUSSIAN -> sum -= a[i] * a[i] * t * t;
                case CONTINUOUS -> sum -= a[i] * Math.abs(t);
                case DISCONTINUOUS -> {
                    if (i < 2 && t > 0) return 0;
                    sum += a[i] * x[i];
                }
            }
        }
        return switch (this) {
            case OSCILLATORY -> Math.cos(2 * Math.PI * u[0] + sum);
            case PRODUCT_PEAK -> product;
            case CORNER_PEAK -> Math.pow(1 + sum, -x.length - 1.0);
            default -> Math.exp(sum);
        };
    }

    private double product(double[] a, double[] u) {
        double product = 1;
        for (int i = 0; i < a.length; i++) product *= factor(a[i], u[i], i);
        return product;
    }

    private double factor(double a, double u, int i) {
        return switch (this) {
            case PRODUCT_PEAK -> a * (Math.atan(a * (1 - u)) + Math.atan(a * u));
            case GAUSSIAN -> RULE.integrate(x -> Math.exp(-a * a * (x - u) * (x - u)));
            case CONTINUOUS -> -(Math.expm1(-a * u) + Math.expm1(-a * (1 - u))) / a;
            default -> Math.expm1(a * (i < 2 ? u : 1)) / a;
        };
    }

    /// Real part of e^(2 pi i u) prod (e^(i a) - 1)/(i a)
    private static double oscillatory(double[] a, double[] u) {
        double angle = 2 * Math.PI * u[0];
        double size = 1;
        for (double one : a) {
            angle += one / 2;
            size *= 2 * Math.sin(one / 2) / one;
        }
        return size * Math.cos(angle);
    }

    /// The sum over corners v of (-1)^|v| / (1 + a v), divided by d! a_1 ... a_d
    private static double corner(double[] a, int i, double sum, double sign) {
        if (i == a.length) return sign / (1 + sum);
        double both = corner(a, i + 1, sum, sign) + corner(a, i + 1, sum + a[i], -sign);
        return both / a[i] / (i + 1);
    }
}

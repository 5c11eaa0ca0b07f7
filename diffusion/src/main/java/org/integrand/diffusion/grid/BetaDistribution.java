package org.integrand.diffusion.grid;

/// The beta distribution on 0 ... 1, density x^(a-1) (1 - x)^(b-1) / B(a, b).
public record BetaDistribution(double a, double b) {
    /// Enough below the mean for a, b <= 100.
    private static final int TERMS = 120;

    public BetaDistribution {
        if (!(a > 0 && a <= 100 && b > 0 && b <= 100))
            throw new IllegalArgumentException("beta distribution " + a + ", " + b + ": expected 0 < a, b <= 100");
    }

    /// The probability of a value of at most x.
    public double cumulative(double x) {
        if (!(x >= 0 && x <= 1)) throw new IllegalArgumentException("x " + x + ": expected 0 ... 1");
        return x <= mean() ? integral(x) / whole() : 1 - mirrored().integral(1 - x) / whole();
    }

    /// The x of which [#cumulative] is `p`, by bisection to neighbouring numbers.
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("probability " + p + ": expected 0 ... 1");
        double whole = whole();
        return p * whole <= integral(mean()) ? lower(p * whole) : 1 - mirrored().lower((1 - p) * whole);
    }

    /// The x below the mean up to which the integral has a value.
    private double lower(double value) {
        if (value == 0) return 0;
        double low = 0;
        double high = mean();
        for (double x = high / 2; low < x && x < high; x = (low + high) / 2) {
            if (integral(x) < value) low = x;
            else high = x;
        }
        return high;
    }

    private double mean() {
        return a / (a + b);
    }

    private BetaDistribution mirrored() {
        return new BetaDistribution(b, a);
    }

    /// B(a, b), in two parts: no gamma function is needed.
    private double whole() {
        return integral(mean()) + mirrored().integral(1 - mean());
    }

    /// The integral of u^(a-1) (1 - u)^(b-1) from 0 to x, x up to the mean, by its continued fraction
    /// x^a (1 - x)^b / a / (1 + d_1 x / (1 + d_2 x / (1 + ...))), d_2m = m (b - m) / ((a + 2m - 1) (a + 2m)),
    /// d_2m+1 = -(a + m) (a + b + m) / ((a + 2m) (a + 2m + 1)).
    /// Source: NIST Digital Library of Mathematical Functions, 8.17.22.
    private double integral(double x) {
        double fraction = 1;
        for (int n = TERMS; n >= 1; n--) {
            int m = n / 2;
            double d = n % 2 == 0
                    ? m * (b - m) / ((a + n - 1) * (a + n))
                    : -(a + m) * (a + b + m) / ((a + n - 1) * (a + n));
            fraction = 1 + d * x / fraction;
        }
        return Math.pow(x, a) * Math.pow(1 - x, b) / a / fraction;
    }
}

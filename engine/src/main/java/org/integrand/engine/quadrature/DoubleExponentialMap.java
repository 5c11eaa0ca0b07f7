package org.integrand.engine.quadrature;

/// x(t) for t on the whole line, such that the weighted integrand decays double exponentially, u =
/// (pi/2) sinh t:
///
/// | range | x | dx/dt divided by (pi/2) cosh t |
/// |---|---|---|
/// | [a, b] | (a + b)/2 + (b - a)/2 tanh u | (b - a)/2 sech^2 u |
/// | [a, inf) | a + e^u | e^u |
/// | (-inf, b] | b - e^-u | e^-u |
/// | (-inf, inf) | sinh u | cosh u |
///
/// Source: H. Takahasi, M. Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9
/// (1974).
final class DoubleExponentialMap {
    /// beyond it distances underflow
    static final double LAST = 6.1;

    private final double a;
    private final double b;

    private double x;
    private double afterStart;
    private double beforeEnd;
    private double weight;

    DoubleExponentialMap(double a, double b) {
        this.a = a;
        this.b = b;
    }

    void at(double t) {
        double u = 0.5 * Math.PI * Math.sinh(t);
        double stretch = 0.5 * Math.PI * Math.cosh(t);
        if (Double.isInfinite(a) && Double.isInfinite(b)) {
            x = Math.sinh(u);
            afterStart = Double.POSITIVE_INFINITY;
            beforeEnd = Double.POSITIVE_INFINITY;
            weight = stretch * Math.cosh(u);
        } else if (Double.isInfinite(b)) {
            afterStart = Math.exp(u);
            beforeEnd = Double.POSITIVE_INFINITY;
            x = a + afterStart;
            weight = stretch * afterStart;
        } else if (Double.isInfinite(a)) {
            beforeEnd = Math.exp(-u);
            afterStart = Double.POSITIVE_INFINITY;
            x = b - beforeEnd;
            weight = stretch * beforeEnd;
        } else {
            finite(u, stretch);
        }
    }

    private void finite(double u, double stretch) {
        double decay = Math.exp(-2 * Math.abs(u));
        double near = (b - a) * decay / (1 + decay);
        double far = (b - a) / (1 + decay);
        afterStart = u < 0 ? near : far;
        beforeEnd = u < 0 ? far : near;
        x = u < 0 ? a + near : b - near;
        weight = stretch * 2 * near / (1 + decay);
    }

    double x() {
        return x;
    }

    double afterStart() {
        return afterStart;
    }

    double beforeEnd() {
        return beforeEnd;
    }

    /// dx/dt
    double weight() {
        return weight;
    }

    /// Whether x has rounded to an end.
    boolean touches() {
        return x <= a || x >= b;
    }

    /// The length that is left beyond x in the direction of t: a distance, or x itself before an
    /// infinite end.
    double left(double t) {
        double end = t < 0 ? a : b;
        if (Double.isInfinite(end)) return Math.abs(x);
        return t < 0 ? afterStart : beforeEnd;
    }

    /// A length that goes to 0 in the direction of t.
    double closeness(double t) {
        double end = t < 0 ? a : b;
        return Double.isInfinite(end) ? 1 / Math.abs(x) : left(t);
    }
}

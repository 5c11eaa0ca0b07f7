package org.integrand.engine.quadrature.rule;

/// A number as the sum of two doubles, high + low, some 32 digits; changed in place, so that loops
/// allocate nothing.
///
/// Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numer.
/// Math. 18 (1971); products by fused multiply-add.
final class Twofold {
    private double high;
    private double low;

    Twofold(double value) {
        high = value;
    }

    double value() {
        return high + low;
    }

    Twofold set(double value) {
        high = value;
        low = 0;
        return this;
    }

    Twofold set(Twofold other) {
        high = other.high;
        low = other.low;
        return this;
    }

    private void normal(double sum, double rest) {
        high = sum + rest;
        low = rest - (high - sum);
    }

    Twofold add(double b) {
        double sum = high + b;
        double part = sum - high;
        normal(sum, (high - (sum - part)) + (b - part) + low);
        return this;
    }

    Twofold add(Twofold b) {
        double rest = b.low;
        add(b.high);
        normal(high, low + rest);
        return this;
    }

    Twofold subtract(Twofold b) {
        double rest = b.low;
        add(-b.high);
        normal(high, low - rest);
        return this;
    }

    Twofold multiply(double b) {
        double product = high * b;
        normal(product, Math.fma(high, b, -product) + low * b);
        return this;
    }

    Twofold multiply(Twofold b) {
        double product = high * b.high;
        normal(product, Math.fma(high, b.high, -product) + (high * b.low + low * b.high));
        return this;
    }

    Twofold divide(Twofold b) {
        double first = high / b.high;
        double rest = Math.fma(-first, b.high, high) - first * b.low + low;
        normal(first, rest / b.high);
        return this;
    }

    /// Times 2^k, exactly.
    Twofold scale(int k) {
        high = Math.scalb(high, k);
        low = Math.scalb(low, k);
        return this;
    }
}

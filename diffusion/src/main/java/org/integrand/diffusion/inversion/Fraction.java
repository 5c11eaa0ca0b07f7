package org.integrand.diffusion.inversion;

import java.util.Optional;

/// A coefficient as a fraction of small whole numbers, n / d > 0.
record Fraction(int numerator, int denominator) {
    private static final int LARGEST = 1000;

    /// The fraction with the smallest denominator, at most 1000, that is this number but for a few
    /// units in the last place: 1 / 0.92 in doubles is 25 / 23.
    static Optional<Fraction> of(double number) {
        if (!(number > 0 && number <= LARGEST)) return Optional.empty();
        for (int d = 1; d <= LARGEST; d++) {
            double n = Math.rint(number * d);
            if (n >= 1 && n <= LARGEST && Math.abs(n / d - number) <= 4 * Math.ulp(number))
                return Optional.of(new Fraction((int) n, d));
        }
        return Optional.empty();
    }

    /// Whether it is 1.
    boolean one() {
        return numerator == denominator;
    }

    /// log2(d / n): what a multiplication leaves over, in bits.
    double bits() {
        return (Math.log(denominator) - Math.log(numerator)) / Math.log(2);
    }
}

package org.integrand.benchmarks;

import java.util.Locale;

/// The geometric mean of ratios.
final class Mean {
    private double logarithms;
    private int count;

    void add(double ratio) {
        logarithms += Math.log(ratio);
        count++;
    }

    int count() {
        return count;
    }

    /// `0.52`; `-` without any.
    @Override
    public String toString() {
        return count == 0 ? "-" : String.format(Locale.ROOT, "%.2f", Math.exp(logarithms / count));
    }
}

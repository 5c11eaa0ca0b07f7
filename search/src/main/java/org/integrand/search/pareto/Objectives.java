package org.integrand.search.pareto;

import java.util.Arrays;

/// What a candidate scored: one number for each objective, each the smaller the better. A value that is not a
/// number counts as +infinity: a candidate that failed is worse than any that did not.
public final class Objectives {
    private final double[] values;

    private Objectives(double[] values) {
        this.values = values;
    }

    /// @throws IllegalArgumentException without a value
    public static Objectives of(double... values) {
        if (values.length == 0) throw new IllegalArgumentException("0 objectives: expected at least 1");
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            if (Double.isNaN(copy[i])) copy[i] = Double.POSITIVE_INFINITY;
            if (copy[i] == 0) copy[i] = 0.0; // -0 and 0 are one value
        }
        return new Objectives(copy);
    }

    public int count() {
        return values.length;
    }

    public double at(int objective) {
        return values[objective];
    }

    /// Nowhere worse and somewhere better.
    public boolean dominates(Objectives other) {
        boolean better = false;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > other.values[i]) return false;
            better |= values[i] < other.values[i];
        }
        return better;
    }

    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Objectives o && Arrays.equals(values, o.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}

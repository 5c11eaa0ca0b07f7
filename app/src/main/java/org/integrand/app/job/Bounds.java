package org.integrand.app.job;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;

/// Checks a record's values against the bounds of their keys; a record's constructor calls it.
public final class Bounds {
    private Bounds() {}

    /// @throws IllegalArgumentException `count 0: expected 1 ... 1,000,000`
    public static void check(Class<? extends Record> owner, String key, double value) {
        var bounds = key(owner, key);
        boolean low = bounds.above() ? value > bounds.min() : value >= bounds.min();
        if (!(low && value <= bounds.max() && Double.isFinite(value)))
            throw new IllegalArgumentException(key + " " + plain(value) + ": expected " + text(bounds));
    }

    /// Checks every number of a list.
    public static void check(Class<? extends Record> owner, String key, double[] values) {
        for (double value : values) check(owner, key, value);
    }

    /// `1 ... 1,000,000`, `> 0`, `a finite number`.
    static String text(Key bounds) {
        boolean low = Double.isFinite(bounds.min());
        boolean high = Double.isFinite(bounds.max());
        String from = plain(bounds.min());
        String to = plain(bounds.max());
        if (low && high) return bounds.above() ? "more than " + from + ", at most " + to : from + " ... " + to;
        if (low) return (bounds.above() ? "more than " : "at least ") + from;
        return high ? "at most " + to : "a finite number";
    }

    /// A number as people write it: 1,000,000 and 0.001.
    static String plain(double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= 1e15 || value != Math.rint(value))
            return Double.toString(value);
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    private static Key key(Class<? extends Record> owner, String name) {
        return Arrays.stream(owner.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(component -> component.getAnnotation(Key.class))
                .findFirst()
                .orElseThrow();
    }
}

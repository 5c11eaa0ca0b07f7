package org.integrand.diffusion.gradient;

import java.util.function.ToDoubleFunction;

/// Derivatives by differences of fourth order, and how far another gradient is from them.
public final class Differences {
    private Differences() {}

    /// (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / (12 h) in each component.
    public static double[] gradient(double[] at, ToDoubleFunction<double[]> f) {
        double[] result = new double[at.length];
        double h = 2e-4;
        for (int i = 0; i < at.length; i++) {
            double[] moved = at.clone();
            double sum = 0;
            for (int side = -1; side <= 1; side += 2) {
                moved[i] = at[i] + side * h;
                sum += 8 * side * f.applyAsDouble(moved);
                moved[i] = at[i] + 2 * side * h;
                sum -= side * f.applyAsDouble(moved);
            }
            result[i] = sum / (12 * h);
        }
        return result;
    }

    /// |a - b| / max(1, |b|), Euclidean norms.
    public static double between(double[] a, double[] b) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < b.length; i++) {
            difference += (a[i] - b[i]) * (a[i] - b[i]);
            size += b[i] * b[i];
        }
        return Math.sqrt(difference) / Math.max(1, Math.sqrt(size));
    }
}

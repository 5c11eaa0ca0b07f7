package org.integrand.engine.method.stochastic;

import org.integrand.engine.problem.DiagonalNoise;

/// Checks what diagonal noise promises, g_i a function of t and y_i alone, at one state: moves the variables whose
/// number has a bit set and looks at the others, then the other way round, for every bit. Two variables
/// differ in some bit, so that no dependence that shows there is overlooked.
final class OwnValues {
    private OwnValues() {}

    /// @throws IllegalArgumentException when some g_i follows another variable
    static void require(DiagonalNoise noise, double t, double[] y) {
        double[] here = new double[y.length];
        double[] there = new double[y.length];
        double[] moved = new double[y.length];
        noise.field().evaluate(t, y, here);
        for (int bit = 0; (y.length - 1) >> bit > 0; bit++)
            for (int moving = 0; moving < 2; moving++) {
                for (int i = 0; i < y.length; i++) moved[i] = ((i >> bit) & 1) == moving ? move(y[i], i) : y[i];
                noise.field().evaluate(t, moved, there);
                for (int i = 0; i < y.length; i++) {
                    double change = Math.abs(there[i] - here[i]); // NaN: not defined there, nothing is known
                    if (((i >> bit) & 1) != moving && change > 1e-12 * Math.abs(here[i]))
                        throw new IllegalArgumentException("diagonal noise: strength " + i
                                + " changes with other variables than " + i
                                + ": expected g_i(t, y_i), or a general noise with a method for it");
                }
            }
    }

    /// By another fraction for each variable, so that differences change, too.
    private static double move(double y, int i) {
        return y + 1e-3 * (1 + (i * 0.6180339887498949) % 1) * Math.max(Math.abs(y), 1e-3);
    }
}

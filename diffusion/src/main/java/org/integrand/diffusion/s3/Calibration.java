package org.integrand.diffusion.s3;

import java.util.List;

/// The scale c at which the best of some known solvers has a given loss: then there is room below it for what is
/// found, and the differences are not small beside a guard's threshold.
final class Calibration {
    /// The loss of the best known solver.
    static final double TARGET = 0.30;

    private Calibration() {}

    /// By bisection in ln c: the smallest loss falls with c.
    ///
    /// @throws IllegalArgumentException when no measurement is finite, or one is exact already
    static double scale(List<? extends Measurement> known) {
        double least = known.stream()
                .mapToDouble(Measurement::value)
                .filter(Double::isFinite)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("all known solvers diverge: nothing to compare with"));
        if (!(least > 0))
            throw new IllegalArgumentException("a known solver has an error of " + least + ": nothing to search for");
        double low = Math.log(least) - 20;
        double high = Math.log(least) + 20;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (loss(known, Math.exp(middle)) > TARGET) low = middle;
            else high = middle;
        }
        return Math.exp(high);
    }

    private static double loss(List<? extends Measurement> known, double scale) {
        return known.stream().mapToDouble(m -> m.loss(scale)).min().orElseThrow();
    }
}

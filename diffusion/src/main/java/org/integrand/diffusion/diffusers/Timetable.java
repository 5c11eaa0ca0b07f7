package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Where a run asks the network and where it ends.
///
/// @param labels what the network is told, one for each step
/// @param sigmas the noise levels, one more
/// @param kind   what a sigma means
record Timetable(double[] labels, double[] sigmas, Kind kind) {
    /// How alpha and sigma of x_t = alpha x_0 + sigma eps follow from an entry.
    enum Kind {
        /// sigma / alpha, with alpha^2 + sigma^2 = 1
        VARIANCE_PRESERVING,
        /// sigma / alpha, with alpha = 1
        VARIANCE_EXPLODING,
        /// sigma, with alpha = 1 - sigma
        FLOW;

        NoiseLevel level(double label, double sigma) {
            return switch (this) {
                case VARIANCE_PRESERVING -> {
                    double alpha = 1 / Math.sqrt(1 + sigma * sigma);
                    yield new NoiseLevel(label, alpha, sigma * alpha);
                }
                case VARIANCE_EXPLODING -> new NoiseLevel(label, 1, sigma);
                case FLOW -> new NoiseLevel(label, 1 - sigma, sigma);
            };
        }
    }

    Timetable {
        if (sigmas.length != labels.length + 1)
            throw new IllegalArgumentException(
                    labels.length + " timesteps and " + sigmas.length + " sigmas: expected one more");
    }

    int steps() {
        return labels.length;
    }

    /// The largest sigma.
    double largest() {
        return Arrays.stream(sigmas).max().orElseThrow();
    }

    /// The noise levels, the last one with label 0.
    List<NoiseLevel> levels() {
        List<NoiseLevel> levels = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) levels.add(kind.level(labels[i], sigmas[i]));
        double last = sigmas[labels.length];
        levels.add(last == 0 ? NoiseLevel.CLEAN : kind.level(0, last));
        return levels;
    }
}

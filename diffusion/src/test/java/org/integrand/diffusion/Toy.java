package org.integrand.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.testkit.Golden;
import tools.jackson.databind.JsonNode;

/// The small distributions that the tests integrate, and what is known of them.
public final class Toy {
    private Toy() {}

    /// The mixture of a golden file.
    public static GaussianMixture mixture(JsonNode gmm) {
        return GaussianMixture.isotropic(
                Golden.numbers(gmm.get("weights")), Golden.matrix(gmm.get("means")), Golden.numbers(gmm.get("std")));
    }

    /// The mixture of all golden files.
    public static GaussianMixture mixture() {
        return GaussianMixture.isotropic(
                new double[] {0.5, 0.3, 0.2},
                new double[][] {{-0.6, 0.4}, {0.7, 0.5}, {0.1, -0.8}},
                new double[] {0.25, 0.2, 0.3});
    }

    /// The four starting points of all golden files.
    public static double[] start() {
        return new double[] {0.3, -1.2, 1.5, 0.7, -0.8, -0.4, 0.05, 2.1};
    }

    /// A mixture in three dimensions with another deviation in each coordinate.
    public static GaussianMixture diagonal() {
        return new GaussianMixture(List.of(
                new GaussianMixture.Component(1.0, List.of(0.2, -0.5, 1.0), List.of(0.3, 0.1, 0.6)),
                new GaussianMixture.Component(2.5, List.of(-0.9, 0.3, 0.4), List.of(0.2, 0.4, 0.25))));
    }

    /// The exact path of one Gaussian N(m, s^2 I) between two noise levels: x_t = alpha_t m + sqrt(V_t / V_s)
    /// (x_s - alpha_s m).
    public static double[] gaussianPath(double[] m, double s, NoiseLevel from, NoiseLevel to, double[] x) {
        double stretch = Math.sqrt(variance(s, to) / variance(s, from));
        return IntStream.range(0, x.length)
                .mapToDouble(i -> to.alpha() * m[i % m.length] + stretch * (x[i] - from.alpha() * m[i % m.length]))
                .toArray();
    }

    private static double variance(double s, NoiseLevel at) {
        return at.alpha() * at.alpha() * s * s + at.sigma() * at.sigma();
    }

    /// A batch of a golden file as one flat array.
    public static double[] flat(JsonNode batch) {
        return Arrays.stream(Golden.matrix(batch))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /// Largest difference, each in units of max(1, |expected|).
    public static double difference(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
            if (!(difference <= worst)) worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
        return worst;
    }
}

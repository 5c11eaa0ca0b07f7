package org.integrand.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.junit.jupiter.api.Test;

/// A seed gives the same numbers as in earlier versions.
class KeptNumbersTest {
    @Test
    void independentNoiseIsThatOfEarlierVersions() {
        double[] draw = new double[4];
        NoiseLevel level = new VarianceExploding(100).at(1);
        new KeyedNoise(5, 2, 2).doubles().fill(999, 0, level, level, draw);
        assertThat(draw)
                .containsExactly(0.13734649176936026, -1.4634861165330415, 0.4505153010811445, 1.0073893688892233);
    }

    @Test
    void aBrownianTreeIsThatOfEarlierVersions() {
        double[] draw = new double[4];
        var schedule = new VarianceExploding(100);
        new BrownianTree(7, 3, 2).fill(0, 0, schedule.at(2), schedule.at(1), draw);
        assertThat(draw)
                .containsExactly(
                        new double[] {-0.7761621870088257, 0.3566479076015975, -0.9365442170446749, 0.604525925471691},
                        within(1e-9)); // the schedule's logarithm may differ in a bit
    }
}

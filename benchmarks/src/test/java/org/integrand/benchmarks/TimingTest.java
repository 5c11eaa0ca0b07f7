package org.integrand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.benchmarks.Timing.Subject;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void tenTimesTheWorkTakesAboutTenTimesAsLong() {
        double[] sink = new double[1];
        var timings = Timing.interleaved(List.of(
                new Subject("once", () -> sink[0] += harmonic(20_000)),
                new Subject("ten times", () -> sink[0] += harmonic(200_000))));
        assertThat(timings.get(1).fastest() / timings.get(0).fastest()).isBetween(8.0, 12.5);
        assertThat(timings.get(0).median())
                .isGreaterThanOrEqualTo(timings.get(0).fastest());
    }

    private static double harmonic(int terms) {
        double sum = 0;
        for (int i = 1; i <= terms; i++) sum += 1.0 / i;
        return sum;
    }
}

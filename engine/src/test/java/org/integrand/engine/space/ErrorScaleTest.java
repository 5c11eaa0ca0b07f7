package org.integrand.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.integrand.engine.space.Tolerance.Join;
import org.junit.jupiter.api.Test;

class ErrorScaleTest {
    @Test
    void measuresInUnitsOfTheTolerance() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (Join join : Join.values()) {
            for (int n : new int[] {1, 3, 4, 5, 8, 17}) {
                double[] y = random.doubles(n, -2, 2).toArray();
                double[] x = random.doubles(n, -1, 1).toArray();
                double[] z = random.doubles(n, -1, 1).toArray();
                double sum = 0;
                double largest = 0;
                for (int i = 0; i < n; i++) {
                    double ratio = (x[i] - 0.5 * z[i]) / (1e-3 + 1e-2 * Math.abs(y[i]));
                    sum += ratio * ratio;
                    largest = Math.max(largest, Math.abs(ratio));
                }
                double expected = join == Join.MAXIMUM ? largest : Math.sqrt(sum / n);
                var scale = new ErrorScale(n, new Tolerance(1e-3, 1e-2, join));
                scale.at(y);
                assertThat(scale.norm(x, -0.5, z)).isCloseTo(expected, within(1e-12 * expected));
                for (int i = 0; i < n; i++) x[i] -= 0.5 * z[i];
                assertThat(scale.norm(x)).isCloseTo(expected, within(1e-12 * expected));
            }
        }
    }

    @Test
    void isNotFiniteWhenAComponentIsNot() {
        for (Join join : Join.values()) {
            var scale = new ErrorScale(5, new Tolerance(1, 1, join));
            scale.at(new double[5]);
            for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
                assertThat(Double.isFinite(scale.norm(new double[] {0, 0, 0, bad, 0})))
                        .isFalse();
                assertThat(Double.isFinite(scale.norm(new double[] {0, 0, 0, 0, bad})))
                        .isFalse();
            }
        }
    }

    @Test
    void zeroErrorIsZeroWhereNothingIsAllowed() {
        var scale = new ErrorScale(2, Tolerance.of(0, 1));
        scale.at(new double[] {0, 1});
        assertThat(scale.norm(new double[] {0, 0})).isZero();
        assertThat(scale.norm(new double[] {1e-9, 0})).isGreaterThan(1e100);
    }
}

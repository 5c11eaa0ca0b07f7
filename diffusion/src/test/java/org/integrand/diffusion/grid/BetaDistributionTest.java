package org.integrand.diffusion.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class BetaDistributionTest {
    @Test
    void agreesWithClosedForms() {
        for (double p = 0.03125; p < 1; p += 0.03125) {
            double arcsine = Math.pow(Math.sin(Math.PI * p / 2), 2);
            assertThat(new BetaDistribution(0.5, 0.5).quantile(p)).isCloseTo(arcsine, within(2e-15));
            assertThat(new BetaDistribution(1, 1).quantile(p)).isCloseTo(p, within(1e-15));
            assertThat(new BetaDistribution(3, 1).quantile(p)).isCloseTo(Math.cbrt(p), within(2e-15));
            assertThat(new BetaDistribution(1, 7).quantile(p)).isCloseTo(1 - Math.pow(1 - p, 1 / 7.0), within(2e-15));
            assertThat(new BetaDistribution(2, 2).cumulative(p)).isCloseTo(p * p * (3 - 2 * p), within(2e-15));
        }
    }

    @Test
    void quantilesInvertProbabilitiesAndMirror() {
        Properties.check("P(Q(p)) = p", 200, gen -> {
            double a = Math.exp(gen.random().nextDouble(-0.9, 4.6));
            double b = Math.exp(gen.random().nextDouble(-0.9, 4.6));
            double p = gen.random().nextDouble(0.01, 0.99);
            var distribution = new BetaDistribution(a, b);
            double x = distribution.quantile(p);
            assertThat(distribution.cumulative(x))
                    .as("%s at %s", distribution, p)
                    .isCloseTo(p, within(1e-12));
            assertThat(new BetaDistribution(b, a).cumulative(1 - x)).isCloseTo(1 - p, within(1e-12));
        });
    }

    /// Against the sum over a binomial distribution: I_x(a, b) = P(at least a successes of a + b - 1).
    @Test
    void wholeNumbersAgreeWithTheBinomialDistribution() {
        for (int[] ab : new int[][] {{4, 9}, {50, 50}, {97, 3}, {2, 80}}) {
            int n = ab[0] + ab[1] - 1;
            for (double x = 0.05; x < 1; x += 0.05) {
                double sum = 0;
                double choose = 1;
                for (int k = 0; k <= n; k++) {
                    if (k >= ab[0]) sum += choose * Math.pow(x, k) * Math.pow(1 - x, n - k);
                    choose *= (double) (n - k) / (k + 1);
                }
                assertThat(new BetaDistribution(ab[0], ab[1]).cumulative(x)).isCloseTo(sum, within(1e-12));
            }
        }
    }

    @Test
    void endsAreExactAndNonsenseIsRefused() {
        var distribution = new BetaDistribution(0.6, 0.6);
        assertThat(distribution.quantile(0)).isZero();
        assertThat(distribution.quantile(1)).isEqualTo(1);
        assertThat(distribution.cumulative(0)).isZero();
        assertThat(distribution.cumulative(1)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distribution.quantile(1.1))
                .withMessageContaining("probability 1.1: expected 0 ... 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaDistribution(0, 1))
                .withMessageContaining("expected 0 < a, b <= 100");
    }
}

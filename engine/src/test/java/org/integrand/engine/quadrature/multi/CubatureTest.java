package org.integrand.engine.quadrature.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Integral;
import org.integrand.engine.quadrature.Quadrature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CubatureTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double error(GenzFamily.Case one, Estimate estimate) {
        return Math.abs(estimate.value() - one.exact());
    }

    @Test
    void theClaimedErrorBoundsTheTrueOneInNinetyNinePercentOfGenzsCases() {
        var seeded = new Random(5);
        int bounded = 0;
        int all = 0;
        for (var family : GenzFamily.values()) {
            for (int d = 2; d <= 4; d++) {
                for (double tolerance : new double[] {1e-3, 1e-6, 1e-9, 1e-12}) {
                    for (int k = 0; k < 6; k++) {
                        var one = family.draw(d, seeded);
                        var estimate = Cubature.adaptive()
                                .tolerance(0, tolerance)
                                .evaluationLimit(20_000)
                                .integrate(one.integral());
                        all++;
                        if (error(one, estimate) <= estimate.error() + 2e-15 * Math.abs(one.exact())) bounded++;
                    }
                }
            }
        }
        assertThat(bounded / (double) all).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void theRuleIsExactToDegreeSeven(int d) {
        double[] from = new double[d];
        double[] to = new double[d];
        java.util.Arrays.fill(to, 1);
        var integral = MultipleIntegral.of(x -> Math.pow(x[0], 4) * Math.pow(x[1], 3), from, to);
        var estimate = Cubature.adaptive().tolerance(1, 0).integrate(integral);
        assertThat(estimate.value()).isCloseTo(1.0 / 20, within(1e-14));
        assertThat(estimate.evaluations() % GenzMalik.points(d)).isZero();
        var eight = MultipleIntegral.of(x -> Math.pow(x[0], 8), from, to);
        assertThat(Math.abs(Cubature.adaptive().tolerance(1, 0).integrate(eight).value() - 1.0 / 9))
                .isGreaterThan(1e-9);
    }

    @Test
    void infiniteBoxesAreMapped() {
        var gauss = MultipleIntegral.of(
                x -> Math.exp(-x[0] * x[0] - x[1] * x[1]), new double[] {-INFINITY, 0}, new double[] {INFINITY, INFINITY
                });
        assertThat(Cubature.adaptive().tolerance(0, 1e-8).integrate(gauss).value())
                .isCloseTo(Math.PI / 2, within(1e-7));
    }

    @Test
    void theIntervalOfSobolsMeansHoldsTheValue() {
        var seeded = new Random(17);
        int inside = 0;
        for (var family : GenzFamily.values()) {
            for (int k = 0; k < 20; k++) {
                var one = family.draw(5, seeded);
                var estimate = Cubature.by(new CubatureMethod.Sobol(k))
                        .tolerance(0, 1e-9)
                        .evaluationLimit(1 << 12)
                        .integrate(one.integral());
                if (error(one, estimate) <= estimate.error()) inside++;
            }
        }
        assertThat(inside / 120.0).isBetween(0.95, 1.0);
    }

    @Test
    void theIntervalOfMonteCarloHoldsTheValueAndShrinksLikeTheRoot() {
        var one = GenzFamily.GAUSSIAN.draw(6, new Random(3));
        int inside = 0;
        for (int seed = 0; seed < 100; seed++) {
            var estimate = Cubature.by(new CubatureMethod.MonteCarlo(seed))
                    .tolerance(0, 1e-9)
                    .evaluationLimit(4096)
                    .integrate(one.integral());
            if (error(one, estimate) <= estimate.error()) inside++;
        }
        assertThat(inside).isBetween(95, 100);
        var by = Cubature.by(new CubatureMethod.MonteCarlo(1)).tolerance(0, 1e-9);
        double few = by.evaluationLimit(10_000).integrate(one.integral()).error();
        double many = by.evaluationLimit(160_000).integrate(one.integral()).error();
        assertThat(few / many).isBetween(3.6, 4.4);
    }

    @Test
    void scrambledPointsConvergeFasterThanRandomOnes() {
        var one = GenzFamily.OSCILLATORY.draw(4, new Random(8));
        var by = Cubature.by(new CubatureMethod.Sobol(1)).tolerance(0, 1e-13);
        double few = by.evaluationLimit(16 << 8).integrate(one.integral()).error();
        double many = by.evaluationLimit(16 << 13).integrate(one.integral()).error();
        assertThat(Math.log(few / many) / Math.log(32)).isGreaterThan(1.1); // smooth: towards 3/2
    }

    @Test
    void threadsDoNotMatter() {
        var one = GenzFamily.PRODUCT_PEAK.draw(3, new Random(11));
        for (var method : new CubatureMethod[] {
            new CubatureMethod.Adaptive(), new CubatureMethod.MonteCarlo(4), new CubatureMethod.Sobol(4)
        }) {
            var by = Cubature.by(method).tolerance(0, 1e-7).evaluationLimit(200_000);
            var alone = by.integrate(one.integral());
            var together = by.parallel(true).integrate(one.integral());
            assertThat(together.value()).isEqualTo(alone.value());
            assertThat(together.error()).isEqualTo(alone.error());
            assertThat(together.evaluations()).isEqualTo(alone.evaluations());
        }
    }

    @Test
    void seedsMatter() {
        var one = GenzFamily.GAUSSIAN.draw(3, new Random(2)).integral();
        for (boolean sobol : new boolean[] {true, false}) {
            double[] values = new double[3];
            for (int k = 0; k < 3; k++)
                values[k] = Cubature.by(sobol ? new CubatureMethod.Sobol(k / 2) : new CubatureMethod.MonteCarlo(k / 2))
                        .evaluationLimit(10_000)
                        .integrate(one)
                        .value();
            assertThat(values[1]).isEqualTo(values[0]).isNotEqualTo(values[2]);
        }
    }

    @Test
    void oneDimensionIsAnIntegralOverALine() {
        var line = MultipleIntegral.of(x -> Math.log(x[0]), new double[] {0}, new double[] {1});
        assertThat(Cubature.adaptive().tolerance(0, 1e-10).integrate(line).value())
                .isCloseTo(-1, within(1e-9));
        assertThat(Quadrature.adaptive().integrate(Integral.of(Math::log, 0, 1)).value())
                .isCloseTo(-1, within(1e-9));
    }

    @Test
    void badIntegrandsAndInputAreNamed() {
        double[] zero = {0, 0};
        double[] one = {1, 1};
        var nan = MultipleIntegral.of(x -> Math.sqrt(x[0] - 0.5), zero, one);
        for (var method : new CubatureMethod[] {
            new CubatureMethod.Adaptive(), new CubatureMethod.MonteCarlo(1), new CubatureMethod.Sobol(1)
        })
            assertThat(Cubature.by(method)
                            .evaluationLimit(20_000)
                            .integrate(nan)
                            .ending())
                    .isEqualTo(Ending.NON_FINITE);
        assertThatThrownBy(() -> Region.box(new double[1], zero)).hasMessageContaining("1 lower and 2 upper bounds");
        assertThatThrownBy(() ->
                        Cubature.adaptive().integrate(MultipleIntegral.of(x -> 1, new double[20], new double[20])))
                .hasMessageContaining("dimension 20");
    }
}

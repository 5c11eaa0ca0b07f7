package org.integrand.engine.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierIntegralTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Goal GOAL = Goal.DEFAULT.tolerance(1e-11, 1e-10);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 20, 24.5, 40, 300})
    void momentsAreIntegralsOfChebyshevPolynomials(double w) {
        double[] moments = ChebyshevMoments.of(w, 24);
        for (int k = 0; k <= 24; k++) {
            int degree = k;
            var direct = Quadrature.adaptive()
                    .tolerance(1e-13, 1e-12)
                    .integrate(Integral.of(
                            u -> Math.cos(degree * Math.acos(u))
                                    * (degree % 2 == 0 ? Math.cos(w * u) : Math.sin(w * u)),
                            -1,
                            1));
            assertThat(moments[k]).as("k = %d", k).isCloseTo(direct.value(), within(2e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 10, 100, 1e4, 1e6})
    void theCostDoesNotGrowWithTheFrequency(double w) {
        var estimate = FourierIntegral.cosine(x -> Math.exp(-x), w, 0, 3).integrate(GOAL);
        double exact = (1 + Math.exp(-3) * (w * Math.sin(3 * w) - Math.cos(3 * w))) / (1 + w * w);
        assertThat(estimate.value()).isCloseTo(exact, within(Math.max(estimate.error(), 1e-15)));
        assertThat(estimate.converged()).isTrue();
        assertThat(estimate.evaluations()).isLessThan(400);
    }

    @Test
    void singularEndsAreExtrapolated() {
        // integral of log(x) sin(10 pi x): -(gamma + log(10 pi) - Ci(10 pi)) / (10 pi)
        var estimate = FourierIntegral.sine(Math::log, 10 * Math.PI, 0, 1).integrate(GOAL);
        assertThat(estimate.value()).isCloseTo(-0.1281368483991674, within(1e-10));
    }

    @Test
    void slowTailsHaveALimit() {
        var sine = FourierIntegral.sine(x -> 1 / x, 1, 1, INFINITY).integrate(GOAL);
        assertThat(sine.value()).isCloseTo(0.6247132564277136, within(1e-10));
        assertThat(sine.converged()).isTrue();
        var root = FourierIntegral.cosine(x -> 1 / Math.sqrt(x), Math.PI / 2, 0, INFINITY)
                .integrate(GOAL);
        assertThat(root.value()).isCloseTo(1, within(1e-9));
        var lorentz =
                FourierIntegral.cosine(x -> 1 / (1 + x * x), 5, 0, INFINITY).integrate(GOAL);
        assertThat(lorentz.value()).isCloseTo(Math.PI / 2 * Math.exp(-5), within(1e-11));
        assertThat(lorentz.evaluations()).isLessThan(2000);
    }

    @Test
    void aTailWithoutLimitDoesNotConverge() {
        var growing =
                FourierIntegral.sine(x -> Math.exp(x / 10), 1, 0, INFINITY).integrate(GOAL);
        assertThat(growing.ending()).isEqualTo(Ending.DIVERGENT);
        var steady = FourierIntegral.sine(x -> 1, 1, 0, INFINITY).integrate(GOAL);
        assertThat(steady.ending()).isEqualTo(Ending.DIVERGENT);
    }

    @Test
    void principalValuesFoldTheRange() {
        var symmetric = new PrincipalValue(Math::exp, -1, 1, 0).integrate(Quadrature.adaptive());
        assertThat(symmetric.value()).isCloseTo(2.1145017507480, within(1e-11)); // Ei(1) - Ei(-1)
        var lopsided = new PrincipalValue(x -> 1, 0, 3, 1).integrate(Quadrature.adaptive());
        assertThat(lopsided.value()).isCloseTo(Math.log(2), within(1e-12));
        var other = new PrincipalValue(x -> x * x, 0, 3, 2.5).integrate(Quadrature.adaptive());
        assertThat(other.value()).isCloseTo(4.5 + 7.5 + 6.25 * Math.log(0.5 / 2.5), within(1e-11));
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> FourierIntegral.sine(Math::exp, INFINITY, 0, 1))
                .hasMessage("frequency Infinity: expected a finite number");
        assertThatThrownBy(() -> FourierIntegral.sine(Math::exp, 1, -INFINITY, 1))
                .hasMessageContaining("finite start");
        assertThatThrownBy(() -> new PrincipalValue(Math::exp, 0, 1, 1)).hasMessageContaining("pole 1.0");
    }
}

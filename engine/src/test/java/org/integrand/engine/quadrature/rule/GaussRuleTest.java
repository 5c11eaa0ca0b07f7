package org.integrand.engine.quadrature.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussRuleTest {
    private static GaussRule rule(String family, int n) {
        return switch (family) {
            case "legendre" -> GaussRule.legendre(n);
            case "laguerre" -> GaussRule.laguerre(n, 0);
            case "hermite" -> GaussRule.hermite(n);
            case "jacobi" -> GaussRule.jacobi(n, 0.5, -0.25);
            default -> throw new IllegalArgumentException(family);
        };
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/org/integrand/engine/quadrature/rules.csv", numLinesToSkip = 1)
    void nodesAndWeightsHaveRelativeErrorsOfRounding(String family, int n, int index, double node, double weight) {
        var rule = rule(family, n);
        assertThat(rule.nodes()[index]).isCloseTo(node, within(2e-15 * Math.abs(node)));
        assertThat(rule.weights()[index]).isCloseTo(weight, within(4e-15 * weight));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 64})
    void rulesAreExactForTheirDegree(int n) {
        for (int degree = 0; degree <= Math.min(2 * n - 1, 40); degree++) {
            int d = degree;
            double even = d % 2 == 0 ? 1 : 0;
            assertThat(GaussRule.legendre(n).integrate(x -> Math.pow(x, d)))
                    .isCloseTo(even * 2.0 / (d + 1), within(2e-15));
            double factorial = Gamma.of(d + 1);
            assertThat(GaussRule.laguerre(n, 0).integrate(x -> Math.pow(x, d)) / factorial)
                    .isCloseTo(1, within(1e-13));
            assertThat(GaussRule.hermite(n).integrate(x -> Math.pow(x, d)) / Gamma.of((d + 1) / 2.0))
                    .isCloseTo(even, within(1e-13));
            assertThat(GaussRule.jacobi(n, 0.5, -0.5).integrate(x -> Math.pow(1 + x, d)))
                    .isCloseTo(Math.pow(2, d + 1) * Gamma.beta(1.5, d + 0.5), within(1e-13 * Math.pow(2, d + 1)));
            assertThat(GaussRule.chebyshev(n).integrate(x -> Math.pow(x, d)))
                    .isCloseTo(even * Gamma.beta((d + 1) / 2.0, 0.5), within(1e-13));
        }
    }

    @Test
    void generalisedLaguerreIntegratesPowers() {
        assertThat(GaussRule.laguerre(30, -0.5).integrate(x -> x * x)).isCloseTo(Gamma.of(2.5), within(1e-14));
    }

    @Test
    void largeRulesHaveTheRightMassAndSymmetry() {
        var rule = GaussRule.legendre(600);
        double sum = 0;
        for (int i = 0; i < 600; i++) {
            sum += rule.weights()[i];
            assertThat(rule.nodes()[i]).isCloseTo(-rule.nodes()[599 - i], within(2e-16));
        }
        assertThat(sum).isCloseTo(2, within(1e-14));
    }

    @Test
    void aRuleMovesToAnyRange() {
        assertThat(GaussRule.legendre(20, 1, 3).integrate(Math::exp)).isCloseTo(Math.exp(3) - Math.E, within(2e-14));
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> GaussRule.legendre(0)).hasMessage("nodes 0: expected 1 ... 20000");
        assertThatThrownBy(() -> GaussRule.laguerre(3, -1)).hasMessageContaining("alpha -1.0: expected more than -1");
        assertThatThrownBy(() -> GaussRule.legendre(3, 0, Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
    }
}

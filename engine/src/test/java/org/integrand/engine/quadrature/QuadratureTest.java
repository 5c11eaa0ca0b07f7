package org.integrand.engine.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import org.integrand.engine.run.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuadratureTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Estimate adaptive(DoubleUnaryOperator f, double from, double to) {
        return Quadrature.adaptive().integrate(Integral.of(f, from, to));
    }

    @ParameterizedTest
    @EnumSource
    void pairsAreExactForTheirDegree(KronrodPair pair) {
        int gauss = pair.size() / 2;
        int last = pair.size() / 2;
        for (int degree = 0; degree <= 3 * gauss + 1; degree += 2) {
            double kronrod = pair.weight(last) * (degree == 0 ? 1 : 0);
            double inner = pair.gaussWeight(last) * (degree == 0 ? 1 : 0);
            for (int i = 0; i < last; i++) {
                kronrod += 2 * pair.weight(i) * Math.pow(pair.node(i), degree);
                inner += 2 * pair.gaussWeight(i) * Math.pow(pair.node(i), degree);
            }
            assertThat(kronrod).as("degree %d", degree).isCloseTo(2.0 / (degree + 1), within(4e-15));
            if (degree <= 2 * gauss - 1) assertThat(inner).isCloseTo(2.0 / (degree + 1), within(4e-15));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPairIntegrates(KronrodPair pair) {
        var by = Quadrature.by(new QuadratureMethod.Adaptive(java.util.Optional.of(pair)));
        assertThat(by.integrate(Integral.of(x -> Math.log(x) / Math.sqrt(x), 0, 1))
                        .value())
                .isCloseTo(-4, within(4e-10));
    }

    @Test
    void aSmoothIntegralCostsOneRule() {
        var estimate = adaptive(Math::exp, 0, 1);
        assertThat(estimate.value()).isCloseTo(Math.E - 1, within(4e-16));
        assertThat(estimate.evaluations()).isEqualTo(21);
    }

    @Test
    void infiniteRangesAreMapped() {
        assertThat(adaptive(x -> Math.exp(-x * x), -INFINITY, INFINITY).value())
                .isCloseTo(Math.sqrt(Math.PI), within(1e-12));
        assertThat(adaptive(x -> 1 / (x * x), 1, INFINITY).value()).isCloseTo(1, within(1e-14));
        assertThat(adaptive(Math::exp, -INFINITY, 0).value()).isCloseTo(1, within(1e-10));
        assertThat(adaptive(x -> 1 / (1 + x * x), INFINITY, -INFINITY).value()).isCloseTo(-Math.PI, within(1e-10));
    }

    @Test
    void boundsInReverseChangeTheSign() {
        assertThat(adaptive(x -> x * x, 2, 1).value())
                .isEqualTo(-adaptive(x -> x * x, 1, 2).value());
        assertThat(adaptive(x -> 1 / x, 1, 1).value()).isZero();
    }

    @Test
    void breakpointsMakeAJumpCheap() {
        DoubleUnaryOperator jump = x -> x < 0.3 ? Math.cos(x) : 5 + Math.sqrt(x);
        double exact = Math.sin(0.3) + 5 * 0.7 + 2.0 / 3 * (1 - Math.pow(0.3, 1.5));
        var plain = Integral.of(jump, 0, 1);
        var estimate = Quadrature.adaptive().integrate(plain.breakpoints(0.3));
        assertThat(estimate.value()).isCloseTo(exact, within(1e-14));
        assertThat(estimate.evaluations())
                .isLessThan(Quadrature.adaptive().integrate(plain).evaluations() / 5);
    }

    @Test
    void breakpointsAndInfiniteEndsGoTogether() {
        var integral = Integral.of(x -> Math.exp(-Math.abs(x - 2)), -INFINITY, INFINITY)
                .breakpoints(2);
        assertThat(Quadrature.adaptive().integrate(integral).value()).isCloseTo(2, within(1e-12));
    }

    @Test
    void complexIntegrandsAreVectorsOfTwo() {
        var integral = Integral.of(
                2,
                (x, into) -> {
                    into[0] = Math.cos(x * x) * Math.exp(-x);
                    into[1] = Math.sin(x * x) * Math.exp(-x);
                },
                0,
                INFINITY);
        var estimate = Quadrature.adaptive().tolerance(0, 1e-11).integrate(integral);
        assertThat(estimate.values()[0]).isCloseTo(0.5348779745335176, within(1e-10));
        assertThat(estimate.converged()).isTrue();
    }

    @Test
    void aVectorCostsAsMuchAsItsWorstComponent() {
        var both = Integral.of(
                2,
                (x, into) -> {
                    into[0] = Math.sqrt(x);
                    into[1] = Math.exp(x);
                },
                0,
                1);
        var estimate = Quadrature.adaptive().integrate(both);
        assertThat(estimate.values()).containsExactly(new double[] {2.0 / 3, Math.E - 1}, within(1e-10));
        assertThat(estimate.evaluations())
                .isLessThanOrEqualTo(2 * adaptive(Math::sqrt, 0, 1).evaluations());
    }

    @Test
    void divergentIntegralsSayWhere() {
        var pole = adaptive(x -> 1 / x, 0, 1);
        assertThat(pole.ending()).isEqualTo(Ending.DIVERGENT);
        assertThat(pole.message()).contains("at x = 0.0");
        assertThat(adaptive(x -> 1 / x, 1, INFINITY).ending()).isEqualTo(Ending.DIVERGENT);
        assertThat(adaptive(x -> 1 / x, 1, INFINITY).message()).contains("Infinity");
        assertThat(adaptive(x -> Math.pow(Math.abs(x - 0.3), -1.5), 0, 1).ending())
                .isEqualTo(Ending.DIVERGENT);
        assertThat(adaptive(x -> 1, 0, INFINITY).ending()).isEqualTo(Ending.DIVERGENT);
        assertThat(adaptive(x -> 1 / ((x - 0.3) * (x - 0.3)), 0, 1).converged()).isFalse();
    }

    @Test
    void integrableSingularitiesAreNotCalledDivergent() {
        for (double power : new double[] {-0.5, -0.9, -0.97}) {
            var estimate = adaptive(x -> Math.pow(x, power), 0, 1);
            assertThat(estimate.ending()).isNotEqualTo(Ending.DIVERGENT);
            assertThat(estimate.value()).isCloseTo(1 / (1 + power), within(1e-8));
        }
    }

    @Test
    void oneInfiniteValueDoesNoHarm() {
        var estimate = adaptive(x -> 1 / Math.sqrt(Math.abs(x)), -1, 1); // infinite at the first node
        assertThat(estimate.value()).isCloseTo(4, within(1e-9));
        assertThat(estimate.converged()).isTrue();
    }

    @Test
    void valuesThatAreNoNumbersAreNotIntegrated() {
        var estimate = adaptive(Math::sqrt, -1, 1);
        assertThat(estimate.ending()).isEqualTo(Ending.NON_FINITE);
        assertThat(estimate.message()).contains("not a finite number at x = -");
        assertThatThrownBy(estimate::requireConverged).hasMessageContaining("not a finite number");
    }

    @Test
    void theEvaluationLimitHolds() {
        var estimate =
                Quadrature.adaptive().evaluationLimit(500).integrate(Integral.of(x -> Math.sin(1 / x) / x, 1e-5, 1));
        assertThat(estimate.ending()).isEqualTo(Ending.EVALUATION_LIMIT);
        assertThat(estimate.evaluations()).isLessThanOrEqualTo(500);
    }

    @Test
    void itCanBeCancelled() {
        var calls = new AtomicLong();
        Cancellation afterSome = () -> calls.get() > 1000;
        var estimate = Quadrature.adaptive()
                .cancellation(afterSome)
                .integrate(Integral.of(
                        x -> {
                            calls.incrementAndGet();
                            return Math.sin(1 / x) / x;
                        },
                        1e-5,
                        1));
        assertThat(estimate.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(calls.get()).isLessThan(1100);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Integral.of(Math::exp, Double.NaN, 1))
                .hasMessage("from NaN: expected a number or an infinity");
        assertThatThrownBy(() -> Integral.of(Math::exp, 0, 1).breakpoints(2))
                .hasMessage("breakpoint 2.0: expected a point between 0.0 and 1.0");
        assertThatThrownBy(() -> Quadrature.adaptive().tolerance(0, 1e-17)).hasMessageContaining("16 digits");
        assertThatThrownBy(() -> Quadrature.adaptive().tolerance(-1, 0.1)).hasMessageContaining("at least 0");
    }

    @Test
    void doubleExponentialReachesFullPrecisionAtSingularEnds() {
        var by = Quadrature.doubleExponential().tolerance(0, 1e-13);
        assertThat(by.integrate(Integral.of(x -> Math.log(x) / Math.sqrt(x), 0, 1))
                        .requireConverged()
                        .value())
                .isCloseTo(-4, within(1e-12));
        var near = Integral.of(1, Integrand.nearEnds((x, start, end) -> Math.pow(end, -0.9) * Math.exp(x)), -1, 1);
        assertThat(by.integrate(near).requireConverged().value()).isCloseTo(25.71366777233201, within(1e-9));
        assertThat(by.integrate(Integral.of(x -> Math.exp(-x) / Math.sqrt(x), 0, INFINITY))
                        .value())
                .isCloseTo(Math.sqrt(Math.PI), within(1e-12));
        assertThat(by.integrate(Integral.of(x -> Math.exp(x) / Math.sqrt(-x), -INFINITY, 0))
                        .value())
                .isCloseTo(Math.sqrt(Math.PI), within(1e-12));
        assertThat(by.integrate(Integral.of(x -> 1 / (1 + x * x), -INFINITY, INFINITY))
                        .value())
                .isCloseTo(Math.PI, within(1e-12));
    }

    @Test
    void doubleExponentialKnowsWhatItCutsOff() {
        // (1 - x) cannot be told from 0 closer than 1e-16: a part of 2e-8 is left out
        var estimate = Quadrature.doubleExponential().integrate(Integral.of(x -> 1 / Math.sqrt(1 - x), 0, 1));
        assertThat(estimate.converged()).isFalse();
        assertThat(Math.abs(estimate.value() - 2)).isLessThanOrEqualTo(estimate.error());
        assertThat(estimate.error()).isLessThan(1e-6);
    }

    @Test
    void doubleExponentialNoticesDivergence() {
        var by = Quadrature.doubleExponential();
        assertThat(by.integrate(Integral.of(x -> 1 / x, 0, 1)).ending()).isEqualTo(Ending.DIVERGENT);
        assertThat(by.integrate(Integral.of(x -> 1 / x, 1, INFINITY)).ending()).isEqualTo(Ending.DIVERGENT);
    }
}

package org.integrand.engine.method.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderConditionsTest {
    static List<ExplicitRungeKutta> methods() {
        return ExplicitMethods.all();
    }

    static List<ExplicitRungeKutta> pairs() {
        return methods().stream().filter(ExplicitRungeKutta::estimatesError).toList();
    }

    @Test
    void thereAreAsManyTreesAsCayleyCounted() {
        assertThat(IntStream.rangeClosed(1, 7).map(n -> RootedTree.ofOrder(n).size()))
                .containsExactly(1, 1, 2, 4, 9, 20, 48);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void weightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(ExplicitRungeKutta method) {
        ButcherTableau tableau = method.tableau();
        for (int n = 1; n <= tableau.order(); n++)
            assertThat(defect(tableau, tableau.weights(), n, 1))
                    .as("order " + n)
                    .isLessThan(3e-14);
        assertThat(defect(tableau, tableau.weights(), tableau.order() + 1, 1)).isGreaterThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void embeddedWeightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(ExplicitRungeKutta method) {
        ButcherTableau tableau = method.tableau();
        double[] embedded = tableau.weights();
        double[] e = tableau.errorWeights().orElseThrow();
        for (int i = 0; i < e.length; i++) embedded[i] -= e[i];
        for (int n = 1; n <= tableau.embeddedOrder(); n++)
            assertThat(defect(tableau, embedded, n, 1)).as("order " + n).isLessThan(3e-14);
        assertThat(defect(tableau, embedded, tableau.embeddedOrder() + 1, 1)).isGreaterThan(1e-5);
    }

    @Test
    void denseOutputMeetsTheConditionsOfItsOrderThroughoutTheStep() {
        record Claim(ExplicitRungeKutta method, int order) {}
        for (var claim : List.of(
                new Claim(ExplicitMethods.BS3, 3),
                new Claim(ExplicitMethods.DP5, 4),
                new Claim(ExplicitMethods.TSIT5, 4))) {
            for (double theta : new double[] {0.1, 0.3, 0.5, 0.8, 1}) {
                double[] weights = weights(claim.method(), theta);
                for (int n = 1; n <= claim.order(); n++)
                    assertThat(defect(claim.method().tableau(), weights, n, theta))
                            .as(claim.method() + " order " + n + " at " + theta)
                            .isLessThan(2e-14);
            }
            assertThat(defect(claim.method().tableau(), weights(claim.method(), 0.5), claim.order() + 1, 0.5))
                    .isGreaterThan(1e-5);
        }
    }

    @Test
    void denseOutputJoinsStatesAndSlopesOfTheStepsEnds() {
        for (var method : List.of(ExplicitMethods.BS3, ExplicitMethods.DP5, ExplicitMethods.TSIT5)) {
            double[] b = method.tableau().weights();
            ContinuousExtension extension = method.extension();
            for (int i = 0; i < extension.stages(); i++) {
                assertThat(extension.weight(i, 0)).isZero();
                assertThat(extension.weight(i, 1)).as(method + " stage " + i).isCloseTo(b[i], within(3e-14));
                double slopeAtEnd = 0;
                for (int m = 1; m <= extension.degree(); m++) slopeAtEnd += m * extension.coefficient(i, m);
                assertThat(extension.coefficient(i, 1)).isEqualTo(i == 0 ? 1 : 0);
                assertThat(slopeAtEnd)
                        .as(method + " stage " + i)
                        .isCloseTo(i == extension.stages() - 1 ? 1 : 0, within(3e-13));
            }
        }
    }

    private static double[] weights(ExplicitRungeKutta method, double theta) {
        return IntStream.range(0, method.tableau().stages())
                .mapToDouble(i -> method.extension().weight(i, theta))
                .toArray();
    }

    /// Largest |sum_i b_i Phi_i - theta^n / gamma| over the trees of n vertices.
    private static double defect(ButcherTableau tableau, double[] b, int n, double theta) {
        double[][] a =
                IntStream.range(0, tableau.stages()).mapToObj(tableau::row).toArray(double[][]::new);
        double largest = 0;
        for (RootedTree tree : RootedTree.ofOrder(n)) {
            double[] phi = tree.phi(a);
            double sum =
                    IntStream.range(0, b.length).mapToDouble(i -> b[i] * phi[i]).sum();
            largest = Math.max(largest, Math.abs(sum - Math.pow(theta, n) / tree.gamma()));
        }
        return largest;
    }

    @Test
    void nodesAreTheRowSums() {
        for (var method : methods())
            for (int i = 0; i < method.tableau().stages(); i++)
                assertThat(Arrays.stream(method.tableau().row(i)).sum())
                        .isCloseTo(method.tableau().nodes()[i], within(2e-14));
    }
}

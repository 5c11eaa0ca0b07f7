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
    private static final List<List<RootedTree>> TREES = RootedTree.upTo(10);

    static List<ExplicitRungeKutta> methods() {
        return ExplicitMethods.all();
    }

    static List<ExplicitRungeKutta> pairs() {
        return methods().stream().filter(ExplicitRungeKutta::estimatesError).toList();
    }

    @Test
    void thereAreAsManyTreesAsCayleyCounted() {
        assertThat(TREES.stream().map(List::size)).containsExactly(1, 1, 2, 4, 9, 20, 48, 115, 286, 719);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void weightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(ExplicitRungeKutta method) {
        ButcherTableau tableau = method.tableau();
        for (int n = 1; n <= tableau.order(); n++)
            assertThat(defect(tableau, tableau.weights(), n, 1))
                    .as("order " + n)
                    .isLessThan(3e-14);
        double next = tableau.order() < 7 ? 1e-4 : 1e-7; // high orders have small errors
        assertThat(defect(tableau, tableau.weights(), tableau.order() + 1, 1)).isGreaterThan(next);
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
        double next = tableau.order() < 7 ? 1e-5 : 1e-7;
        assertThat(defect(tableau, embedded, tableau.embeddedOrder() + 1, 1)).isGreaterThan(next);
    }

    @Test
    void theSecondErrorEstimateOfDop853ComparesWithOrderThree() {
        ButcherTableau tableau = ExplicitMethods.DOP853.tableau();
        double[] crude = tableau.weights();
        double[] d = tableau.dampingWeights().orElseThrow();
        for (int i = 0; i < d.length; i++) crude[i] -= d[i];
        for (int n = 1; n <= 3; n++) assertThat(defect(tableau, crude, n, 1)).isLessThan(3e-14);
        assertThat(defect(tableau, crude, 4, 1)).isGreaterThan(1e-4);
        assertThat(ExplicitMethods.DOP853.errorOrder()).isEqualTo(8);
    }

    @Test
    void denseOutputMeetsTheConditionsOfItsOrderThroughoutTheStep() {
        record Claim(ExplicitRungeKutta method, int order) {}
        for (var claim : List.of(
                new Claim(ExplicitMethods.BS3, 3),
                new Claim(ExplicitMethods.DP5, 4),
                new Claim(ExplicitMethods.TSIT5, 4),
                new Claim(ExplicitMethods.VERNER7, 6),
                new Claim(ExplicitMethods.DOP853, 7),
                new Claim(ExplicitMethods.VERNER9, 9))) {
            double[][] a = allStages(claim.method());
            for (double theta : new double[] {0.1, 0.3, 0.5, 0.8, 1}) {
                double[] weights = weights(claim.method(), theta);
                for (int n = 1; n <= claim.order(); n++)
                    assertThat(defect(a, weights, n, theta))
                            .as(claim.method() + " order " + n + " at " + theta)
                            .isLessThan(
                                    claim.method().order() < 7 ? 2e-14 : 2e-12); // weights of up to a thousand cancel
            }
            assertThat(defect(a, weights(claim.method(), 0.5), claim.order() + 1, 0.5))
                    .isGreaterThan(claim.method().order() < 7 ? 1e-5 : 1e-9);
        }
    }

    @Test
    void denseOutputOfVerner7AlmostMeetsTheConditionsOfOrderSeven() {
        double[][] a = allStages(ExplicitMethods.VERNER7);
        for (double theta : new double[] {0.1, 0.3, 0.5, 0.8})
            assertThat(defect(a, weights(ExplicitMethods.VERNER7, theta), 7, theta))
                    .isBetween(1e-9, 3e-7);
    }

    @Test
    void denseOutputJoinsStatesAndSlopesOfTheStepsEnds() {
        for (var method : pairs()) {
            double[] b =
                    Arrays.copyOf(method.tableau().weights(), method.extension().stages());
            double rounding = method.order() < 7 ? 3e-14 : 1e-12;
            ContinuousExtension extension = method.extension();
            for (int i = 0; i < extension.stages(); i++) {
                assertThat(extension.weight(i, 0)).isZero();
                assertThat(extension.weight(i, 1)).as(method + " stage " + i).isCloseTo(b[i], within(rounding));
                double slopeAtEnd = 0;
                for (int m = 1; m <= extension.degree(); m++) slopeAtEnd += m * extension.coefficient(i, m);
                assertThat(extension.coefficient(i, 1)).isCloseTo(i == 0 ? 1 : 0, within(1e-15));
                assertThat(slopeAtEnd)
                        .as(method + " stage " + i)
                        .isCloseTo(i == extension.end() ? 1 : 0, within(30 * rounding));
            }
        }
    }

    private static double[] weights(ExplicitRungeKutta method, double theta) {
        return IntStream.range(0, method.extension().stages())
                .mapToDouble(i -> method.extension().weight(i, theta))
                .toArray();
    }

    /// The rows of the method's own stages, of the slope at the end, and of the further stages of its dense
    /// output.
    private static double[][] allStages(ExplicitRungeKutta method) {
        ButcherTableau tableau = method.tableau();
        ContinuousExtension extension = method.extension();
        return IntStream.range(0, extension.stages())
                .mapToObj(i -> i < tableau.stages()
                        ? tableau.row(i)
                        : i == extension.end() ? tableau.weights() : extension.extraRow(i - extension.end() - 1))
                .toArray(double[][]::new);
    }

    private static double defect(ButcherTableau tableau, double[] b, int n, double theta) {
        double[][] a =
                IntStream.range(0, tableau.stages()).mapToObj(tableau::row).toArray(double[][]::new);
        return defect(a, b, n, theta);
    }

    /// Largest |sum_i b_i Phi_i - theta^n / gamma| over the trees of n vertices.
    private static double defect(double[][] a, double[] b, int n, double theta) {
        double largest = 0;
        for (RootedTree tree : TREES.get(n - 1)) {
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

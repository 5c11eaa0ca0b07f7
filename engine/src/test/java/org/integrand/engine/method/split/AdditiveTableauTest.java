package org.integrand.engine.method.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.integrand.engine.method.explicit.RootedTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Order conditions of additive methods: those of a Runge-Kutta method for every colouring of the tree,
/// the root's colour choosing the weights and another vertex's the table (A. L. Araujo, A. Murua, J. M.
/// Sanz-Serna, "Symplectic methods based on decompositions", SIAM J. Numer. Anal. 34, 1997).
class AdditiveTableauTest {
    static Stream<AdditiveTableau> tableaus() {
        return Stream.of(
                AdditiveTables.ars222(), KenCarpExplicit.three(), KenCarpExplicit.four(), KenCarpExplicit.five());
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void bothPartsHaveTheSameNodes(AdditiveTableau tableau) {
        for (int i = 1; i < tableau.stages(); i++) {
            double sum = 0;
            for (int j = 0; j < i; j++) sum += tableau.a(i, j);
            assertThat(Math.abs(sum - tableau.implicit().node(i))).isLessThan(3e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void weightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(AdditiveTableau tableau) {
        int order = tableau.implicit().order();
        double[][] weights = weights(tableau, false);
        for (int n = 1; n <= order; n++)
            assertThat(defect(tableau, weights, 1, n)).as("order " + n).isLessThan(1e-14);
        assertThat(defect(tableau, weights, 1, order + 1)).isGreaterThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void embeddedWeightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(AdditiveTableau tableau) {
        int order = tableau.implicit().embeddedOrder();
        double[][] weights = weights(tableau, true);
        for (int n = 1; n <= order; n++)
            assertThat(defect(tableau, weights, 1, n)).as("order " + n).isLessThan(1e-14);
        assertThat(defect(tableau, weights, 1, order + 1)).isGreaterThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void denseOutputMeetsTheConditionsOfItsOrderEverywhereAndEndsInTheSolution(AdditiveTableau tableau) {
        int order = tableau.implicit().order() > 3 ? 3 : 2;
        for (double theta : new double[] {0.3, 0.7}) {
            for (int n = 1; n <= order; n++)
                assertThat(defect(tableau, dense(tableau, theta), theta, n))
                        .as("order " + n)
                        .isLessThan(1e-14);
            assertThat(defect(tableau, dense(tableau, theta), theta, order + 1)).isGreaterThan(1e-3);
        }
        for (int i = 0; i < tableau.stages(); i++) {
            assertThat(Math.abs(dense(tableau, 1)[0][i] - weights(tableau, false)[0][i]))
                    .isLessThan(3e-15);
            assertThat(Math.abs(dense(tableau, 1)[1][i] - weights(tableau, false)[1][i]))
                    .isLessThan(3e-15);
        }
    }

    /// Largest |sum_i b_i Phi_i - theta^n / gamma| over the coloured trees of n vertices.
    private static double defect(AdditiveTableau tableau, double[][] b, double theta, int n) {
        double largest = 0;
        for (RootedTree tree : RootedTree.upTo(n).getLast())
            for (double[] phi : phis(tableau, tree))
                for (double[] weights : b) {
                    double sum = -Math.pow(theta, n) / tree.gamma();
                    for (int i = 0; i < phi.length; i++) sum += weights[i] * phi[i];
                    largest = Math.max(largest, Math.abs(sum));
                }
        return largest;
    }

    /// Phi_i of every colouring of the vertices above the root.
    private static List<double[]> phis(AdditiveTableau tableau, RootedTree tree) {
        int s = tableau.stages();
        List<double[]> found = new ArrayList<>();
        double[] ones = new double[s];
        Arrays.fill(ones, 1);
        found.add(ones);
        for (RootedTree branch : tree.branches()) {
            List<double[]> longer = new ArrayList<>();
            for (double[] inner : phis(tableau, branch))
                for (boolean explicit : new boolean[] {true, false}) {
                    double[] sums = new double[s];
                    for (int i = 0; i < s; i++)
                        for (int j = 0; j <= i; j++) sums[i] += a(tableau, explicit, i, j) * inner[j];
                    for (double[] before : found) {
                        double[] product = before.clone();
                        for (int i = 0; i < s; i++) product[i] *= sums[i];
                        longer.add(product);
                    }
                }
            found = longer;
        }
        return found;
    }

    private static double a(AdditiveTableau tableau, boolean explicit, int i, int j) {
        if (i == 0) return 0;
        if (explicit) return j < i ? tableau.a(i, j) : 0;
        return j < i ? tableau.implicit().a(i, j) : tableau.implicit().gamma();
    }

    /// Of the explicit and of the implicit part.
    private static double[][] weights(AdditiveTableau tableau, boolean embedded) {
        double[][] b = new double[2][tableau.stages()];
        for (int i = 0; i < tableau.stages(); i++) {
            b[0][i] = tableau.weight(i) - (embedded ? tableau.errorWeight(i) : 0);
            b[1][i] = tableau.implicit().weight(i)
                    - (embedded ? tableau.implicit().errorWeight(i) : 0);
        }
        return b;
    }

    private static double[][] dense(AdditiveTableau tableau, double theta) {
        double[][] b = new double[2][tableau.stages()];
        for (int i = 0; i < tableau.stages(); i++)
            for (int m = 1; m <= tableau.degree(); m++) {
                b[0][i] += tableau.denseExplicit(i, m) * Math.pow(theta, m);
                b[1][i] += tableau.denseImplicit(i, m) * Math.pow(theta, m);
            }
        return b;
    }
}

package org.integrand.engine.method.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.method.explicit.RootedTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EsdirkTest {
    static List<Esdirk> methods() {
        return Esdirk.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void weightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(Esdirk method) {
        var tableau = method.tableau();
        for (int n = 1; n <= tableau.order(); n++)
            assertThat(defect(tableau, weights(tableau), n)).as("order " + n).isLessThan(1e-14);
        assertThat(defect(tableau, weights(tableau), tableau.order() + 1)).isGreaterThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void embeddedWeightsMeetAllConditionsOfTheClaimedOrderAndNotOfTheNext(Esdirk method) {
        var tableau = method.tableau();
        double[] embedded = weights(tableau);
        for (int i = 0; i < embedded.length; i++) embedded[i] -= tableau.errorWeight(i);
        for (int n = 1; n <= tableau.embeddedOrder(); n++)
            assertThat(defect(tableau, embedded, n)).as("order " + n).isLessThan(1e-14);
        assertThat(defect(tableau, embedded, tableau.embeddedOrder() + 1)).isGreaterThan(1e-5);
    }

    /// Dense output y + h sum_i b_i(theta) k_i: the cubic Hermite polynomial and the quartic term.
    @ParameterizedTest
    @MethodSource("methods")
    void denseOutputMeetsAllConditionsOfItsOrderAndNotOfTheNext(Esdirk method) {
        var tableau = method.tableau();
        int order = tableau.quartic().length > 0 ? 4 : 3;
        assertThat(order).isEqualTo(List.of("kvaerno5", "kencarp4", "kencarp5").contains(method.name()) ? 4 : 3);
        for (double theta : new double[] {0.2, 0.5, 0.9}) {
            double[] b = denseWeights(tableau, theta);
            for (int n = 1; n <= order; n++)
                assertThat(defect(tableau, b, n, Math.pow(theta, n))).isLessThan(2e-15);
            assertThat(defect(tableau, b, order + 1, Math.pow(theta, order + 1)))
                    .isGreaterThan(1e-4);
        }
    }

    private static double[] denseWeights(EsdirkTableau tableau, double theta) {
        double[] b = weights(tableau);
        double rest = 1 - theta;
        for (int i = 0; i < b.length; i++) b[i] *= theta * theta * (3 - 2 * theta);
        b[0] += theta * rest * rest;
        b[b.length - 1] -= theta * theta * rest;
        double[] q = tableau.quartic();
        for (int i = 0; i < q.length; i++) b[i] += theta * theta * rest * rest * q[i];
        return b;
    }

    /// R(infinity) = 0: with the last stage as the solution, its slope answers nothing to that of the first stage when
    /// the
    /// other stages vanish.
    @ParameterizedTest
    @MethodSource("methods")
    void stiffComponentsAreForgottenAtOnce(Esdirk method) {
        var tableau = method.tableau();
        double[] k = new double[tableau.stages()];
        k[0] = 1;
        for (int i = 1; i < k.length; i++) {
            for (int j = 0; j < i; j++) k[i] -= tableau.a(i, j) * k[j];
            k[i] /= tableau.gamma();
        }
        assertThat(k[k.length - 1]).isCloseTo(0, within(1e-12));
    }

    /// Largest |sum_i b_i Phi_i - 1 / gamma| over the trees of n vertices.
    private static double defect(EsdirkTableau tableau, double[] b, int n) {
        return defect(tableau, b, n, 1);
    }

    /// The same for weights that lead to theta, with theta^n.
    private static double defect(EsdirkTableau tableau, double[] b, int n, double power) {
        double[][] a = new double[b.length][b.length];
        for (int i = 1; i < b.length; i++) {
            for (int j = 0; j < i; j++) a[i][j] = tableau.a(i, j);
            a[i][i] = tableau.gamma();
        }
        double largest = 0;
        for (RootedTree tree : RootedTree.upTo(n).getLast()) {
            double[] phi = tree.phi(a);
            double sum = -power / tree.gamma();
            for (int i = 0; i < b.length; i++) sum += b[i] * phi[i];
            largest = Math.max(largest, Math.abs(sum));
        }
        return largest;
    }

    private static double[] weights(EsdirkTableau tableau) {
        double[] b = new double[tableau.stages()];
        for (int i = 0; i < b.length; i++) b[i] = tableau.weight(i);
        return b;
    }
}

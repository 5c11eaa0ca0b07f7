package org.integrand.engine.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against 50-digit references.
class PhiTest {
    private static final JsonNode REFERENCES = Golden.read(PhiTest.class, "golden/phi/phi.json");

    @Test
    void realArgumentsGiveAFewRoundings() {
        for (JsonNode entry : Golden.member(REFERENCES, "real")) {
            double z = Golden.number(Golden.member(entry, "z"));
            double[] exact = Golden.numbers(Golden.member(entry, "phi"));
            for (int k = 0; k < exact.length; k++) {
                double error = Math.abs(Phi.of(k, z) / exact[k] - 1);
                assertThat(error).as("phi_" + k + "(" + z + ")").isLessThan(3e-15);
            }
        }
    }

    @Test
    void complexArgumentsGiveLessThan1EMinus14() {
        for (JsonNode entry : Golden.member(REFERENCES, "complex")) {
            double[] z = Golden.numbers(Golden.member(entry, "z"));
            double[] exactRe = Golden.numbers(Golden.member(entry, "re"));
            double[] exactIm = Golden.numbers(Golden.member(entry, "im"));
            double[] re = new double[exactRe.length];
            double[] im = new double[exactRe.length];
            Phi.all(z[0], z[1], re, im);
            for (int k = 0; k < re.length; k++) {
                double error = Math.hypot(re[k] - exactRe[k], im[k] - exactIm[k]) / Math.hypot(exactRe[k], exactIm[k]);
                assertThat(error)
                        .as("phi_" + k + "(" + z[0] + " + i " + z[1] + ")")
                        .isLessThan(1e-14);
            }
        }
    }

    @Test
    void matricesGiveThirteenDigitsOfTheirNormAndFirstColumnsTheSame() {
        for (JsonNode entry : Golden.member(REFERENCES, "matrices")) {
            double[][] rows = Golden.matrix(Golden.member(entry, "matrix"));
            int n = rows.length;
            double[] a = new double[n * n];
            for (int i = 0; i < n; i++) System.arraycopy(rows[i], 0, a, i * n, n);
            var whole = new DensePhi(n, n, 4);
            var column = new DensePhi(n + 2, 1, 4);
            whole.compute(a, n, 1);
            column.compute(a, n, 1);
            for (int k = 0; k <= 4; k++) {
                double[][] exact = Golden.matrix(Golden.member(entry, "phi").get(k));
                double largest = 0;
                double error = 0;
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++) {
                        largest = Math.max(largest, Math.abs(exact[i][j]));
                        error = Math.max(error, Math.abs(whole.phi(k)[i * n + j] - exact[i][j]));
                        if (j == 0) error = Math.max(error, Math.abs(column.phi(k)[k == 0 ? i * n : i] - exact[i][j]));
                    }
                assertThat(error).as(entry.get("name") + ", phi_" + k).isLessThan(3e-14 * largest);
            }
        }
    }

    @Test
    void aMatrixThatIsNotFiniteGivesNaN() {
        var phi = new DensePhi(2, 2, 1);
        phi.compute(new double[] {1, Double.NaN, 0, 1}, 2, 1);
        assertThat(phi.phi(1)[0]).isNaN();
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> Phi.of(9, 1)).hasMessage("order 9 of a phi function: expected 0 ... 8");
        assertThatThrownBy(() -> new DensePhi(0, 1, 1)).hasMessage("dimension 0: expected at least 1");
        assertThatThrownBy(() -> new DensePhi(2, 1, 1).compute(new double[9], 3, 1))
                .hasMessage("dimension 3: expected 1 ... 2");
    }
}

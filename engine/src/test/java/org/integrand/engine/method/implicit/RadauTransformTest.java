package org.integrand.engine.method.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RadauTransformTest {
    private static final double R = Math.sqrt(6);

    /// The coefficients of the method: Hairer, Wanner, "Solving ODEs II", table IV.5.6.
    private static final double[][] A = {
        {(88 - 7 * R) / 360, (296 - 169 * R) / 1800, (-2 + 3 * R) / 225},
        {(296 + 169 * R) / 1800, (88 + 7 * R) / 360, (-2 - 3 * R) / 225},
        {(16 - R) / 36, (16 + R) / 36, 1 / 9.0}
    };

    @Test
    void theInverseOfTheCoefficientsFallsApart() {
        double[][] blocks = {
            {RadauTransform.GAMMA, 0, 0},
            {0, RadauTransform.ALPHA, -RadauTransform.BETA},
            {0, RadauTransform.BETA, RadauTransform.ALPHA}
        };
        double[][] inverse = product(product(RadauTransform.T, blocks), RadauTransform.T_INVERSE);
        isIdentity(product(inverse, A));
        isIdentity(product(RadauTransform.T, RadauTransform.T_INVERSE));
    }

    @Test
    void nodesAreTheRowSums() {
        for (int i = 0; i < 3; i++)
            assertThat(A[i][0] + A[i][1] + A[i][2]).isCloseTo(RadauTransform.C[i], within(1e-15));
    }

    @Test
    void collocationPolynomialsAreOneAtTheirNodeAndZeroAtTheOthers() {
        var collocation = new Collocation(RadauTransform.C);
        for (int i = 0; i < 3; i++) {
            assertThat(collocation.weight(i, 0)).isZero();
            for (int j = 0; j < 3; j++)
                assertThat(collocation.weight(i, RadauTransform.C[j])).isCloseTo(i == j ? 1 : 0, within(1e-15));
            double[] powers = collocation.powers(i);
            double sum = powers[0] + 0.3 * (powers[1] + 0.3 * (powers[2] + 0.3 * powers[3]));
            assertThat(sum).isCloseTo(collocation.weight(i, 0.3), within(1e-14));
        }
    }

    private static void isIdentity(double[][] m) {
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) assertThat(m[i][j]).isCloseTo(i == j ? 1 : 0, within(2e-14));
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[3][3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) c[i][j] += a[i][k] * b[k][j];
        return c;
    }
}

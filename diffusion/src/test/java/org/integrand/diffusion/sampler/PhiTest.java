package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class PhiTest {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

    /// phi_k(z) = sum_j z^j / (j + k)! in sixty digits.
    private static double reference(int k, double z) {
        BigDecimal x = new BigDecimal(z);
        BigDecimal term = BigDecimal.ONE;
        for (int i = 2; i <= k; i++) term = term.divide(BigDecimal.valueOf(i), DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 1; j < 250; j++) {
            sum = sum.add(term, DIGITS);
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(j + k), DIGITS);
        }
        return sum.doubleValue();
    }

    @Test
    void agreesWithSixtyDigitsFrom1eMinus12To20() {
        for (int k = 0; k <= 10; k++) {
            for (double size = 1e-12; size < 20; size *= 1.37) {
                for (double z : new double[] {size, -size}) {
                    double exact = reference(k, z);
                    assertThat(Phi.phi(k, z) / exact).as("phi_%d(%s)", k, z).isCloseTo(1, within(2e-14));
                }
            }
        }
    }

    @Test
    void isOneOverKFactorialAtZero() {
        double factorial = 1;
        for (int k = 0; k <= 10; k++) {
            if (k > 1) factorial *= k;
            assertThat(Phi.phi(k, 0)).isCloseTo(1 / factorial, within(1e-16));
        }
    }

    @Test
    void refusesOrdersWithoutAFormula() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phi.phi(11, 1))
                .withMessage("phi order 11: expected 0 ... 10");
        assertThatIllegalArgumentException().isThrownBy(() -> Phi.phi(-1, 1));
    }
}

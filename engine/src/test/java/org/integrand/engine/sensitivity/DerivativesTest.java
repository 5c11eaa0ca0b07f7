package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.integrand.engine.method.explicit.ExplicitMethods;
import org.junit.jupiter.api.Test;

class DerivativesTest {
    private static final double[] Y = {0.8, 1.7};
    private static final double[] P = {0.9, 1.3, 1.1};
    private static final double[] V = {0.4, -1.9};

    private static void products(ParametricField field, double most) {
        double[] y = new double[2];
        double[] p = new double[3];
        double[] exactY = new double[2];
        double[] exactP = new double[3];
        new Cases.Predators().vjp(0, Y, P, V, exactY, exactP);
        field.vjp(0, Y, P, V, y, p);
        assertThat(y).containsExactly(exactY, within(most));
        assertThat(p).containsExactly(exactP, within(most));
        // v (J dy + K dp) = (J^T v) dy + (K^T v) dp
        double[] into = new double[2];
        field.jvp().orElseThrow().evaluate(0, Y, P, new double[] {0.3, 0.2}, new double[] {1, -2, 0.5}, into);
        double right = 0.3 * exactY[0] + 0.2 * exactY[1] + exactP[0] - 2 * exactP[1] + 0.5 * exactP[2];
        assertThat(into[0] * V[0] + into[1] * V[1]).isCloseTo(right, within(10 * most));
    }

    @Test
    void complexStepsAreExactToRounding() {
        products(Derivatives.complexStep(2, 3, Cases.COMPLEX_PREDATORS), 2e-15);
    }

    @Test
    void differencesAreGoodTo1em9() {
        products(Derivatives.differences(2, 3, new Cases.Predators()::evaluate), 1e-9);
    }

    @Test
    void aFieldThatThrowsIsNamedWithItsTime() {
        var problem = new ParametricProblem(
                Derivatives.matrices(1, 0, (t, y, p, into) -> into[0] = -y[0], (t, y, p, state, parameters) -> {
                    throw new IllegalStateException("no Jacobian");
                }),
                0,
                1,
                new double[] {1},
                new double[0]);
        assertThatThrownBy(() -> Sensitivity.discrete(ExplicitMethods.RK4)
                        .gradient(problem, Loss.atEnd(PointLoss.component(0)), Stepping.fixed(0.5)))
                .hasMessageStartingWith("the vector-Jacobian product threw at t = 1.0")
                .hasMessageContaining("no Jacobian");
    }
}

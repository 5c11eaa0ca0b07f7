package org.integrand.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.Tolerance.Join;
import org.junit.jupiter.api.Test;

class ComponentToleranceTest {
    private static final double[] ERROR = {3e-3, -4e-6, 1e-9};
    private static final double[] BEFORE = {1, 1e-3, 0};
    private static final double[] AFTER = {-2, 1e-4, 1e-7};
    private static final Tolerance OWN = Tolerance.of(new double[] {1e-3, 1e-6, 1e-9}, new double[] {1e-2, 0, 1e-3});

    @Test
    void everyComponentIsMeasuredWithItsOwnNumbers() {
        double a = 3e-3 / (1e-3 + 2e-2);
        double b = 4;
        double c = 1e-9 / (1e-9 + 1e-10);
        assertThat(DoubleSpace.of(3).errorNorm(ERROR, BEFORE, AFTER, OWN))
                .isCloseTo(Math.sqrt((a * a + b * b + c * c) / 3), within(1e-14));
        assertThat(DoubleSpace.of(3).errorNorm(ERROR, BEFORE, AFTER, OWN.joinedBy(Join.MAXIMUM)))
                .isCloseTo(4, within(1e-14));
        float[] error = {3e-3f, -4e-6f, 1e-9f};
        assertThat(FloatSpace.of(3).errorNorm(error, new float[3], new float[3], OWN))
                .isCloseTo(Math.sqrt((9 + 16 + 1) / 3.0), within(1e-6));
        var scale = new ErrorScale(3, OWN);
        scale.at(AFTER);
        assertThat(scale.norm(ERROR)).isCloseTo(Math.sqrt((a * a + b * b + c * c) / 3), within(1e-14));
    }

    @Test
    void equalNumbersForAllComponentsMeasureAsOnePair() {
        double[] same = {1e-5, 1e-5, 1e-5};
        for (Join join : Join.values())
            assertThat(DoubleSpace.of(3)
                            .errorNorm(
                                    ERROR,
                                    BEFORE,
                                    AFTER,
                                    Tolerance.of(same, 1e-4).joinedBy(join)))
                    .isCloseTo(
                            DoubleSpace.of(3).errorNorm(ERROR, BEFORE, AFTER, new Tolerance(1e-5, 1e-4, join)),
                            within(1e-10));
    }

    @Test
    void numbersThatAreNotFiniteAreNotMeasured() {
        double[] bad = {1, Double.POSITIVE_INFINITY, 1};
        double[] nan = {1, Double.NaN, 1};
        for (Join join : Join.values()) {
            var tolerance = OWN.joinedBy(join);
            assertThat(DoubleSpace.of(3).errorNorm(bad, BEFORE, AFTER, tolerance))
                    .isNaN();
            assertThat(DoubleSpace.of(3).errorNorm(ERROR, BEFORE, bad, tolerance))
                    .isNaN();
            assertThat(DoubleSpace.of(3).errorNorm(nan, BEFORE, AFTER, tolerance))
                    .isNaN();
            assertThat(DoubleSpace.of(3).errorNorm(new double[] {1e200, 0, 0}, BEFORE, AFTER, tolerance))
                    .isBetween(1e201, 1e202);
        }
    }

    @Test
    void aSmallComponentIsAsAccurateAsItsOwnToleranceAsks() {
        // a concentration of 1e-6 beside one of 1
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(2),
                (t, y, into) -> {
                    into[0] = Math.cos(t);
                    into[1] = 3e-6 * Math.cos(3 * t + y[0]) * Math.cos(t);
                },
                0,
                10,
                new double[] {0, 1e-6});
        double[] exact = Solver.of(problem, ExplicitMethods.VERNER9)
                .tolerance(1e-18, 1e-13)
                .solve()
                .state();
        var loose = Solver.of(problem, ExplicitMethods.DP5).tolerance(1e-4, 0).solve();
        var own = Solver.of(problem, ExplicitMethods.DP5)
                .tolerance(Tolerance.of(new double[] {1e-4, 1e-12}, 0))
                .solve();
        assertThat(Math.abs(own.state()[1] - exact[1])).isLessThan(1e-10);
        assertThat(Math.abs(loose.state()[1] - exact[1])).isGreaterThan(1e-9);
    }

    @Test
    void badTolerancesNameTheComponent() {
        assertThatThrownBy(() -> Tolerance.of(new double[] {1, -1}, 1e-3))
                .hasMessage("absolute tolerance -1.0 of component 1: expected a finite number >= 0");
        assertThatThrownBy(() -> Tolerance.of(new double[] {1, 0}, 0))
                .hasMessage("absolute and relative tolerance of component 1 are both 0: expected one of them > 0");
        assertThatThrownBy(() -> Tolerance.of(new double[2], new double[3]))
                .hasMessage("2 absolute and 3 relative tolerances: expected one of each per component");
        var problem = new InitialValueProblem<>(DoubleSpace.of(2), (_, _, into) -> into[0] = 1, 0, 1, new double[2]);
        assertThatThrownBy(() ->
                        Solver.of(problem, ExplicitMethods.DP5).tolerance(OWN).solve())
                .hasMessage("tolerance for 3 components: expected one for each of the state's 2");
    }
}

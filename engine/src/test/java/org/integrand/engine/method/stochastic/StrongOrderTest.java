package org.integrand.engine.method.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.engine.method.stochastic.NoisyProblems.strongOrder;
import static org.integrand.engine.method.stochastic.StochasticMethods.eulerMaruyama;
import static org.integrand.engine.method.stochastic.StochasticMethods.heun;
import static org.integrand.engine.method.stochastic.StochasticMethods.heunOfAnyNoise;
import static org.integrand.engine.method.stochastic.StochasticMethods.milstein;
import static org.integrand.engine.method.stochastic.StochasticMethods.sra1;
import static org.integrand.engine.method.stochastic.StochasticMethods.sra3;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.GeneralNoise;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.problem.StratonovichProblem;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// The slopes of the error on the same paths.
class StrongOrderTest {
    private static final int PATHS = 200;
    private static final int[] STEPS = {16, 64, 256};

    @Test
    void eulerMaruyamaHasOrderOneHalf() {
        assertThat(strongOrder(PATHS, NoisyProblems::geometric, eulerMaruyama(), NoisyProblems::geometricExact, STEPS))
                .isBetween(0.42, 0.58);
        assertThat(strongOrder(
                        PATHS,
                        path -> NoisyProblems.gudermannIto(path, false),
                        eulerMaruyama(),
                        NoisyProblems::gudermannExact,
                        STEPS))
                .isBetween(0.42, 0.58);
    }

    @Test
    void milsteinHasOrderOneWithAndWithoutDerivatives() {
        assertThat(strongOrder(PATHS, NoisyProblems::geometric, milstein(), NoisyProblems::geometricExact, STEPS))
                .isBetween(0.92, 1.08);
        for (boolean derivative : new boolean[] {true, false})
            assertThat(strongOrder(
                            PATHS,
                            path -> NoisyProblems.gudermannIto(path, derivative),
                            milstein(),
                            NoisyProblems::gudermannExact,
                            STEPS))
                    .isBetween(0.92, 1.08);
    }

    @Test
    void theStratonovichMethodsHaveOrderOne() {
        for (var method : List.of(
                StochasticMethods.<DiagonalNoise>heun(), StochasticMethods.<DiagonalNoise>milsteinStratonovich()))
            assertThat(strongOrder(PATHS, NoisyProblems::gudermann, method, NoisyProblems::gudermannExact, STEPS))
                    .as(method.name())
                    .isBetween(0.92, 1.08);
    }

    @Test
    void onAdditiveNoiseEulerIsOfOrderOne() {
        assertThat(strongOrder(PATHS, NoisyProblems::fading, eulerMaruyama(), NoisyProblems::fadingExact, STEPS))
                .isBetween(0.95, 1.05);
    }

    /// dy = sin(2 y) dt + dW_1 + 0.7 dW_2: a drift with curvature, so that all conditions of order 3/2 matter.
    private static ItoProblem<AdditiveNoise> curved(long path) {
        return new ItoProblem<>(
                NoisyProblems.drift(1, (_, y, into) -> into[0] = Math.sin(2 * y[0])),
                AdditiveNoise.constant(2, 1.4, 1),
                new BrownianMotion(3, path, 0, 1, 2));
    }

    private static double order(StochasticMethod<ItoProblem<AdditiveNoise>> method) {
        int paths = 50;
        double[] exact = new double[paths];
        for (int p = 0; p < paths; p++) exact[p] = NoisyProblems.end(curved(p), sra3(), 1.0 / 2048);
        return strongOrder(
                paths,
                StrongOrderTest::curved,
                method,
                problem -> exact[(int) problem.motion().path()],
                16,
                64,
                256);
    }

    @Test
    void theRungeKuttaMethodsForAdditiveNoiseHaveOrderThreeHalves() {
        assertThat(order(sra1())).isBetween(1.4, 1.65);
        assertThat(order(sra3())).isBetween(1.4, 1.65);
    }

    /// sum b (p + q)^2 = 1 instead of 3/2
    @Test
    void withoutItsConditionOnSquaresTheOrderIsOne() {
        var wrong = new AdditiveTableau(
                "wrong",
                List.of(List.of(), List.of(3 / 4.0)),
                List.of(0.0, 3 / 4.0),
                List.of(1 / 3.0, 2 / 3.0),
                List.of(1.0, 0.0),
                List.of(1.0, 0.0),
                List.of(0.0, 1.0));
        assertThat(order(wrong.method())).isBetween(0.85, 1.15);
    }

    /// The exact integral of exp(s) dW, from W and its integral on 4096 cells.
    @Test
    void onTheOrnsteinUhlenbeckProcessThePathIsFollowed() {
        double h = 1.0 / 64;
        for (long path = 0; path < 20; path++) {
            var process = new ItoProblem<>(
                    NoisyProblems.drift(1, (_, y, into) -> into[0] = -y[0]),
                    AdditiveNoise.constant(1, 0.8),
                    NoisyProblems.motion(path));
            var cursor = process.motion().cursor();
            double[] w = new double[1];
            double[] integral = new double[1];
            double sum = 0;
            for (int k = 0; k < 4096; k++) {
                double s = k / 4096.0;
                cursor.between(s, (k + 1) / 4096.0, w, integral);
                sum += Math.exp(s) * (w[0] + (w[0] / 4096 - integral[0]));
            }
            double exact = Math.exp(-1) * (1 + 0.8 * sum);
            assertThat(NoisyProblems.end(process, sra3(), h)).isCloseTo(exact, within(5e-4));
            assertThat(NoisyProblems.end(process, sra3(), h / 16)).isCloseTo(exact, within(5e-6));
        }
    }

    @Test
    void withoutNoiseTheyAreRungeKuttaMethodsOfOrdersTwoAndThree() {
        for (var method : List.of(sra1(), sra3())) {
            var still = ItoProblem.of(
                    NoisyProblems.drift(1, (t, y, into) -> into[0] = Math.cos(t) * y[0]),
                    AdditiveNoise.constant(1, 0),
                    1);
            DoubleUnaryOperator error = h -> Math.abs(NoisyProblems.end(still, method, h) - Math.exp(Math.sin(1)));
            double order = method.name().equals("sra1") ? 2 : 3;
            assertThat(Convergence.order(error, 1 / 32.0, 1 / 64.0, 1 / 128.0))
                    .as(method.name())
                    .isBetween(order - 0.1, order + 0.1);
        }
    }

    /// dy_1 = dW_1, dy_2 = y_1 dW_2: the Levy area, of which no method here knows.
    @Test
    void noiseThatDoesNotCommuteLeavesOrderOneHalf() {
        var start = new InitialValueProblem<>(
                DoubleSpace.of(2), (_, _, into) -> into[0] = into[1] = 0, 0, 1, new double[2]);
        var area = new GeneralNoise(2, (_, y, into) -> {
            into[0] = 0; // the area first: its error is measured
            into[1] = y[1];
            into[2] = 1;
            into[3] = 0;
        });
        int paths = 200;
        double[] exact = new double[paths];
        for (int p = 0; p < paths; p++)
            exact[p] = NoisyProblems.end(
                    new ItoProblem<>(start, area, new BrownianMotion(8, p, 0, 1, 2)), eulerMaruyama(), 1 / 2048.0);
        assertThat(strongOrder(
                        paths,
                        path -> new ItoProblem<>(start, area, new BrownianMotion(8, path, 0, 1, 2)),
                        eulerMaruyama(),
                        problem -> exact[(int) problem.motion().path()],
                        4,
                        16,
                        64))
                .isBetween(0.42, 0.58);
        assertThat(strongOrder(
                        paths,
                        path -> new StratonovichProblem<>(start, area, new BrownianMotion(8, path, 0, 1, 2)),
                        heunOfAnyNoise(),
                        problem -> exact[(int) problem.motion().path()], // the two senses agree here
                        4,
                        16,
                        64))
                .isBetween(0.42, 0.58);
    }

    @Test
    void theOrdersAreStated() {
        assertThat(eulerMaruyama().strongOrder()).isEqualTo(0.5);
        assertThat(milstein().strongOrder()).isEqualTo(1);
        assertThat(heun().strongOrder()).isEqualTo(1);
        assertThat(sra1().strongOrder()).isEqualTo(1.5);
    }
}

package org.integrand.engine.method.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.engine.method.stochastic.StochasticMethods.eulerMaruyama;
import static org.integrand.engine.method.stochastic.StochasticMethods.heun;
import static org.integrand.engine.method.stochastic.StochasticMethods.milstein;
import static org.integrand.engine.method.stochastic.StochasticMethods.sra1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.GeneralNoise;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.problem.ScalarNoise;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// Methods for noise in the solve loop: steps of their own choice, dense output, events, checkpoints.
class StochasticSolveTest {
    /// Errors fall like the number of steps grows, whose lengths follow the path, in both senses of the calculus.
    @Test
    void stepsChosenByLookingAtThePathConvergeToItsSolutionWithOrderOne() {
        assertThat(adaptiveOrder(path -> Solver.of(NoisyProblems.gudermannIto(path, false), milstein())))
                .isBetween(0.85, 1.2);
        assertThat(adaptiveOrder(path -> Solver.of(NoisyProblems.gudermann(path), heun())))
                .isBetween(0.85, 1.2);
    }

    private static double adaptiveOrder(LongFunction<Solver<double[]>> solvers) {
        int paths = 60;
        double[] errors = new double[2];
        double[] steps = new double[2];
        for (int k = 0; k < 2; k++) {
            double tolerance = k == 0 ? 2e-2 : 5e-4;
            for (long path = 0; path < paths; path++) {
                var solution =
                        solvers.apply(path).tolerance(tolerance, 0).solve().requireEnd();
                double exact = NoisyProblems.gudermannExact(NoisyProblems.w(NoisyProblems.motion(path), 1));
                errors[k] += Math.pow(solution.state()[0] - exact, 2);
                steps[k] += solution.statistics().accepted();
            }
        }
        return 0.5 * Math.log(errors[0] / errors[1]) / Math.log(steps[1] / steps[0]);
    }

    /// Between the steps the noise is that of the path: a straight line would be wrong by O(sqrt(h)).
    @Test
    void denseOutputFollowsThePathWithinAStep() {
        for (int k = 0; k < 3; k++) {
            int which = k;
            double order = Convergence.order(h -> denseError(which, h), 1 / 16.0, 1 / 64.0, 1 / 256.0);
            double expected = List.of(1.0, 1.0, 1.5).get(k);
            assertThat(order).as("method %d", k).isBetween(expected - 0.15, expected + 0.6);
        }
    }

    private static double denseError(int which, double h) {
        double squares = 0;
        int paths = 40;
        for (long path = 0; path < paths; path++) {
            var motion = NoisyProblems.motion(path);
            var solver = switch (which) {
                case 0 -> Solver.of(NoisyProblems.gudermannIto(path, true), milstein());
                case 1 -> Solver.of(NoisyProblems.gudermann(path), heun());
                default -> Solver.of(NoisyProblems.fading(path), sra1());
            };
            var solution =
                    solver.controller(StepSizeController.fixed(h)).dense().solve();
            for (int k = 1; k < 10; k++) {
                double t = 0.0973 * k;
                double w = NoisyProblems.w(motion, t);
                double exact =
                        which < 2 ? NoisyProblems.gudermannExact(w) : (1 + 0.5 * (t + 0.7 * w)) / Math.sqrt(1 + t);
                double error = solution.at(t)[0] - exact;
                squares += error * error / paths;
            }
        }
        return Math.sqrt(squares);
    }

    @Test
    void savedTimesAgreeWithDenseOutput() {
        var solution = Solver.of(NoisyProblems.gudermann(3), heun())
                .tolerance(1e-2, 0)
                .saveAt(0.11, 0.5, 0.83)
                .dense()
                .solve();
        for (var sample : solution.saved())
            assertThat(sample.state()[0]).isCloseTo(solution.at(sample.t())[0], within(1e-14));
    }

    @Test
    void anEventIsFoundWhereThePathCrosses() {
        var event = Event.<double[]>of("half", (_, y) -> Math.abs(y[0]) - 0.25).stop();
        var solution = Solver.of(NoisyProblems.gudermannIto(5, false), milstein())
                .controller(StepSizeController.fixed(1e-3))
                .event(event)
                .solve();
        double t = solution.time();
        assertThat(t).isLessThan(1);
        assertThat(Math.abs(solution.state()[0])).isCloseTo(0.25, within(1e-6));
        assertThat(Math.abs(NoisyProblems.gudermannExact(NoisyProblems.w(NoisyProblems.motion(5), t))))
                .isCloseTo(0.25, within(2e-3));
    }

    @Test
    void aSolveGoesOnBitForBit() {
        var whole =
                Solver.of(NoisyProblems.gudermann(9), heun()).tolerance(1e-3, 0).solve();
        var part = Solver.of(NoisyProblems.gudermann(9), heun())
                .tolerance(1e-3, 0)
                .stepLimit(40)
                .solve();
        assertThat(part.termination().reachedEnd()).isFalse();
        var rest = Solver.of(NoisyProblems.gudermann(9), heun())
                .tolerance(1e-3, 0)
                .resume(part.checkpoint().orElseThrow());
        assertThat(rest.state()).containsExactly(whole.state());
        assertThat(rest.statistics().accepted()).isEqualTo(whole.statistics().accepted());
    }

    @Test
    void stepsAllocateNothing() {
        for (var solver : List.of(
                Solver.of(NoisyProblems.gudermann(1), heun()),
                Solver.of(NoisyProblems.gudermannIto(1, false), milstein()),
                Solver.of(NoisyProblems.geometric(1), eulerMaruyama()),
                Solver.of(NoisyProblems.fading(1), sra1()))) {
            long few = allocated(solver.controller(StepSizeController.fixed(1.0 / 2000)));
            long many = allocated(solver.controller(StepSizeController.fixed(1.0 / 20_000)));
            assertThat(many).isLessThanOrEqualTo(few + 64); // the message has longer numbers
        }
    }

    private static long allocated(Solver<double[]> solver) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            solver.solve().requireEnd();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /// f and g once a step of Euler-Maruyama; Milstein looks at f once more at the end, at g three times a step.
    @Test
    void evaluationsAreCounted() {
        var step = StepSizeController.fixed(0.1);
        assertThat(Solver.of(NoisyProblems.geometric(1), eulerMaruyama())
                        .controller(step)
                        .solve()
                        .statistics()
                        .evaluations())
                .isEqualTo(20);
        assertThat(Solver.of(NoisyProblems.geometric(1), milstein())
                        .controller(step)
                        .solve()
                        .statistics()
                        .evaluations())
                .isEqualTo(11 + 30);
        assertThat(Solver.of(NoisyProblems.fading(1), sra1())
                        .controller(step)
                        .solve()
                        .statistics()
                        .evaluations())
                .isEqualTo(20 + 11);
    }

    /// The same path in different numbers of dimensions at once: each variable by its own process.
    @Test
    void diagonalNoiseDrivesEachVariableByItsOwnProcess() {
        var problem = diagonal((_, y, into) -> {
            for (int i = 0; i < 3; i++) into[i] = Math.cos(y[i]);
        });
        double[] y = Solver.of(problem, milstein())
                .controller(StepSizeController.fixed(1.0 / 4096))
                .solve()
                .state();
        double[] w = new double[3];
        problem.motion().cursor().between(0, 1, w, new double[3]);
        for (int i = 0; i < 3; i++) assertThat(y[i]).isCloseTo(NoisyProblems.gudermannExact(w[i]), within(2e-3));
        // the same as a matrix
        var matrix = new GeneralNoise(3, (_, s, into) -> {
            for (int i = 0; i < 9; i++) into[i] = i % 4 == 0 ? Math.cos(s[i / 4]) : 0;
        });
        var step = StepSizeController.fixed(1.0 / 64);
        assertThat(Solver.of(new ItoProblem<>(problem.drift(), matrix, problem.motion()), eulerMaruyama())
                        .controller(step)
                        .solve()
                        .state())
                .containsExactly(
                        Solver.of(problem, eulerMaruyama())
                                .controller(step)
                                .solve()
                                .state(),
                        within(1e-15));
    }

    private static ItoProblem<DiagonalNoise> diagonal(VectorField<double[]> g) {
        var drift = new InitialValueProblem<>(
                DoubleSpace.of(3),
                (_, y, into) -> {
                    for (int i = 0; i < 3; i++) into[i] = -0.5 * Math.sin(y[i]) * Math.cos(y[i]);
                },
                0,
                1,
                new double[3]);
        return ItoProblem.of(drift, DiagonalNoise.of(g), 17);
    }

    @Test
    void strengthsThatFollowOtherVariablesAreNotDiagonal() {
        for (int pair = 0; pair < 9; pair++) {
            int i = pair / 3;
            int j = pair % 3;
            if (i == j) continue;
            var wrong = diagonal((_, y, into) -> {
                IntStream.range(0, 3).forEach(k -> into[k] = 1);
                into[i] = 1 + 0.3 * y[j];
            });
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Solver.of(wrong, milstein()).solve())
                    .withMessage("diagonal noise: strength " + i + " changes with other variables than " + i
                            + ": expected g_i(t, y_i), or a general noise with a method for it");
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Solver.of(NoisyProblems.geometric(1), eulerMaruyama()).solve())
                .withMessageStartingWith("method euler-maruyama gives no error estimate");
        var back = new InitialValueProblem<>(DoubleSpace.of(1), (_, _, _) -> {}, 1, 0, new double[1]);
        var noise = ScalarNoise.of((_, _, into) -> into[0] = 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItoProblem.of(back, noise, 1))
                .withMessage("t1 = 0.0 of a problem with noise: expected a time after t0 = 1.0");
        var drift = NoisyProblems.drift(1, (_, y, into) -> into[0] = y[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItoProblem<>(drift, noise, new BrownianMotion(1, 0, 0, 1, 2)))
                .withMessage("Brownian path of 2 processes: expected those of the noise, 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItoProblem<>(drift, noise, new BrownianMotion(1, 0, 0, 0.5, 1)))
                .withMessage("Brownian path from 0.0 to 0.5: expected it to cover the problem's times, 0.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeneralNoise(0, (_, _, _) -> {}))
                .withMessage("processes 0: expected at least 1");
    }
}

package org.integrand.engine.method.adams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.integrand.engine.Problems;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

class AdamsTest {
    @Test
    void withEqualStepsTheWeightsAreThoseOfAdamsBashforth() {
        // gamma_j = 1, 1/2, 5/12, 3/8, 251/720, 95/288 and 1 / (j + 1) differences: Hairer, Norsett, Wanner I, III.1
        double[] gamma = {1, 1 / 2.0, 5 / 12.0, 3 / 8.0, 251 / 720.0, 95 / 288.0};
        var history = new History();
        history.restart(0);
        for (int i = 1; i <= 8; i++) {
            history.prepare(i * 0.25, Math.min(i, 5));
            history.advance(i * 0.25);
        }
        history.prepare(9 * 0.25, 5);
        for (int j = 0; j < gamma.length; j++) {
            assertThat(history.g(j)).as("g " + j).isCloseTo(gamma[j], within(1e-14));
            assertThat(history.beta(j)).isEqualTo(1);
        }
    }

    @Test
    void polynomialsOfTheOrderAreIntegratedExactlyOverUnequalSteps() {
        double[] times = {0, 0.1, 0.25, 0.3, 0.55, 0.6, 0.9, 1};
        for (int k = 1; k <= 6; k++) {
            int degree = k - 1;
            var history = new History();
            history.restart(0);
            for (int i = 1; i < times.length - 1; i++) {
                history.prepare(times[i], Math.min(i, k));
                history.advance(times[i]);
            }
            history.prepare(1, k);
            double h = 1 - times[6];
            // Newton's divided differences of t^degree over the last k times give the scaled differences
            double sum = 0;
            for (int j = 0; j < k; j++) {
                double scaled = dividedDifference(times, 6, j, degree);
                for (int i = 0; i < j; i++) scaled *= 1 - times[6 - i];
                sum += history.g(j) * scaled;
            }
            double exact = (1 - Math.pow(times[6], degree + 1)) / (degree + 1);
            assertThat(h * sum).as("order " + k).isCloseTo(exact, within(1e-14));
        }
    }

    private static double dividedDifference(double[] times, int last, int j, int degree) {
        if (j == 0) return Math.pow(times[last], degree);
        return (dividedDifference(times, last, j - 1, degree) - dividedDifference(times, last - 1, j - 1, degree))
                / (times[last] - times[last - j]);
    }

    @Test
    void theLowestOrderConvergesWithOrderTwoUnderFixedSteps() {
        var known = Problems.closedForm();
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), new Adams(1))
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .state()),
                0.02,
                0.01,
                0.005);
        assertThat(measured.order()).as(measured.toString()).isBetween(1.8, 2.2);
    }

    @Test
    void evaluationsGrowSlowlyWithTheDigitsAsTheOrderRises() {
        var known = Problems.brusselator();
        long few = solve(known, 1e-6);
        long many = solve(known, 1e-12);
        assertThat((double) many / few).isBetween(2.0, 4.0); // order 5 would need 16 times as many
    }

    private static long solve(Known known, double tolerance) {
        return Solver.of(known.problem(), Adams.ADAMS)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd()
                .statistics()
                .evaluations();
    }

    @Test
    void aStepCostsTwoEvaluations() {
        var statistics = Solver.of(Problems.lorenz().problem(), Adams.ADAMS)
                .tolerance(1e-8, 1e-8)
                .solve()
                .requireEnd()
                .statistics();
        // the slope at the start and one for the first step; two a step, the last slope is never needed, one a
        // rejection
        assertThat(statistics.evaluations()).isEqualTo(1 + 2 * statistics.accepted() + statistics.rejected());
    }

    @Test
    void denseOutputIsAsAccurateAsTheSteps() {
        for (var known : List.of(Problems.brusselator(), Problems.keplerPeriods(1))) {
            var exact = Solver.of(known.problem(), ExplicitMethods.VERNER9)
                    .tolerance(1e-13, 1e-13)
                    .dense()
                    .solve();
            for (double tolerance : new double[] {1e-5, 1e-7, 1e-9}) {
                var solver = Solver.of(known.problem(), Adams.ADAMS).tolerance(tolerance, tolerance);
                var solution = solver.dense().saveSteps().solve().requireEnd();
                double atSteps = solution.saved().stream()
                        .mapToDouble(sample -> largest(sample.state(), exact.at(sample.t())))
                        .max()
                        .orElseThrow();
                double span = known.problem().t1() - known.problem().t0();
                double between = IntStream.range(0, 500)
                        .mapToDouble(i -> largest(solution.at(i * span / 500), exact.at(i * span / 500)))
                        .max()
                        .orElseThrow();
                assertThat(between).as(known + " at " + tolerance).isLessThan(1.5 * atSteps + tolerance);
            }
        }
    }

    private static double largest(double[] y, double[] exact) {
        return IntStream.range(0, y.length)
                .mapToDouble(i -> Math.abs(y[i] - exact[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void anyGridIsFollowed() {
        var known = Problems.closedForm();
        double[] grid = {0, 0.01, 0.02, 0.05, 0.06, 0.2, 0.25, 0.26, 0.4, 0.55, 0.6, 0.8, 0.81, 0.9, 1};
        var solution = Solver.of(known.problem(), Adams.ADAMS)
                .controller(StepSizeController.grid(grid))
                .tolerance(1e-4, 1e-4)
                .solve()
                .requireEnd();
        assertThat(solution.statistics().accepted()).isEqualTo(14);
        assertThat(known.absoluteError(solution.state())).isLessThan(1e-2);
    }

    @Test
    void aFieldNotDefinedEverywhereIsEnteredWithShorterSteps() {
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(1), (_, y, into) -> into[0] = -Math.sqrt(y[0]), 0, 1.99, new double[] {1});
        var solution =
                Solver.of(problem, Adams.ADAMS).tolerance(1e-9, 1e-9).solve().requireEnd();
        assertThat(solution.state()[0]).isCloseTo(0.005 * 0.005, within(1e-7));
    }

    @Test
    void ordersOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new Adams(13)).hasMessage("order 13: expected 1 ... 12");
    }
}

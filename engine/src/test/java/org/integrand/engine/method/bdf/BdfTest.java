package org.integrand.engine.method.bdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BdfTest {
    /// The figures are those of CVODE 6.4 with the same tolerances and banded differences for df/dy.
    @ParameterizedTest
    @CsvSource({"1e-4, 116, 169", "1e-6, 222, 282", "1e-8, 451, 538"})
    void takesNoMoreStepsAndEvaluationsThanCvode(double tolerance, long steps, long evaluations) {
        var known = StiffProblems.brusselator1d();
        var statistics = Solver.of(known.problem(), Bdf.BDF, Jacobian.banded(2, 2))
                .tolerance(0.01 * tolerance, tolerance)
                .solve()
                .requireEnd()
                .statistics();
        assertThat(statistics.accepted()).isLessThan(steps);
        assertThat(statistics.evaluations()).isLessThan(evaluations);
        assertThat(statistics.jacobians()).isLessThan(statistics.accepted() / 25);
        assertThat(statistics.factorizations()).isLessThan(statistics.accepted() / 4);
    }

    /// y' = -20 (y - exp(-t)) - exp(-t) forgets how it began: what is left is the error of the largest order, which is
    /// never left again, for no derivative of the solution vanishes anywhere.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void fixedStepsConvergeWithTheLargestOrder(int order) {
        VectorField<double[]> field = (t, y, into) -> into[0] = -20 * (y[0] - Math.exp(-t)) - Math.exp(-t);
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 3, new double[] {1});
        var measured = Convergence.measure(
                h -> Math.abs(Solver.of(problem, new Bdf(order))
                                .tolerance(1e-3, 0)
                                .controller(StepSizeController.fixed(h))
                                .solve()
                                .requireEnd()
                                .state()[0]
                        - Math.exp(-3)),
                0.05,
                0.025,
                0.0125);
        assertThat(measured.order()).as(measured.toString()).isBetween(order - 0.2, order + 0.3);
    }

    /// y = exp(sin t). Four steps have local errors of order 4; a start with order 1 would leave one of order 2.
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void theFirstStepsHaveOrderThreeAlready(int order) {
        VectorField<double[]> field = (t, y, into) -> into[0] = y[0] * Math.cos(t);
        double[] y0 = {Math.exp(Math.sin(0.5))};
        var measured = Convergence.measure(
                h -> {
                    double end = 0.5 + 4 * h;
                    var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0.5, end, y0);
                    var solution = Solver.of(problem, new Bdf(order))
                            .tolerance(1e-9, 0)
                            .controller(StepSizeController.fixed(h))
                            .solve()
                            .requireEnd();
                    return Math.abs(solution.state()[0] - Math.exp(Math.sin(end)));
                },
                0.02,
                0.01,
                0.005);
        assertThat(measured.order()).as(measured.toString()).isBetween(3.9, 4.1);
    }

    @Test
    void ordersOneAndTwoStartWithOrderOneAndNeedNoComplexMatrix() {
        var known = StiffProblems.hires();
        for (int order : new int[] {1, 2, 3}) {
            var solution = Solver.of(known.problem(), new Bdf(order))
                    .tolerance(1e-6, 1e-4)
                    .stepLimit(1)
                    .solve();
            assertThat(solution.statistics().accepted()).isEqualTo(1);
            assertThat(solution.statistics().factorizations()).isEqualTo(order < 3 ? 1 : 2);
        }
    }

    /// The field jumps just behind the start, so that the first step is tried several times.
    @Test
    void goesOnBitForBitFromWithinItsStart() {
        VectorField<double[]> kicked = (t, y, into) -> into[0] = -100 * (y[0] - (t < 1e-6 ? 0 : Math.cos(t)));
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), kicked, 0, 1, new double[] {1});
        var whole = Solver.of(problem, Bdf.BDF).solve().requireEnd();
        boolean triedAgain = false;
        for (int attempts = 1; attempts < 15; attempts++) {
            var part = Solver.of(problem, Bdf.BDF).stepLimit(attempts).solve();
            triedAgain |= part.statistics().rejected() == 2 && part.statistics().accepted() == 0;
            var rest = Solver.of(problem, Bdf.BDF).resume(part.checkpoint().orElseThrow());
            assertThat(rest.state()).as("after " + attempts).isEqualTo(whole.state());
            assertThat(rest.statistics().accepted())
                    .isEqualTo(whole.statistics().accepted());
            assertThat(rest.statistics().rejected())
                    .isEqualTo(whole.statistics().rejected());
        }
        assertThat(triedAgain).isTrue();
    }

    @Test
    void denseOutputIsAsAccurateAsTheSteps() {
        for (double tolerance : new double[] {1e-4, 1e-7}) {
            var solution = Solver.of(forced(1000, 3), Bdf.BDF)
                    .tolerance(tolerance, tolerance)
                    .saveSteps()
                    .dense()
                    .solve()
                    .requireEnd();
            double atSteps = 0;
            for (var sample : solution.saved())
                atSteps = Math.max(atSteps, Math.abs(sample.state()[0] - Math.sin(sample.t())));
            double between = 0;
            for (double t = 0; t < 3; t += 1e-3) between = Math.max(between, Math.abs(solution.at(t)[0] - Math.sin(t)));
            assertThat(between).isLessThan(2 * atSteps + 10 * tolerance);
        }
    }

    /// What it misses over many steps is not an error of its estimate: the tolerance is that of a step, and the errors
    /// of
    /// all steps have one sign where a solution oscillates. At 1e-10 they are 1,600 steps and 150 tolerances.
    @Test
    void theErrorAtTheEndIsBelowTheSumOfWhatTheStepsEstimated() {
        for (var known : List.of(Problems.rigidBody(), Problems.brusselator()))
            for (double tolerance : new double[] {1e-6, 1e-8, 1e-10}) {
                double[] sum = {0};
                var solution = Solver.of(known.problem(), Bdf.BDF)
                        .tolerance(tolerance, tolerance)
                        .onStep((_, error) -> sum[0] += error)
                        .solve()
                        .requireEnd();
                assertThat(known.error(solution.state())).as(known.name()).isLessThan(0.7 * sum[0] * tolerance);
            }
    }

    /// 200 to 200,000 unknowns: the steps are the same, so the work is a multiple of the unknowns. The processor time
    /// of
    /// the largest may be six times that of the smallest for each unknown, because it is beyond every cache.
    @Test
    @Tag("long")
    void theCostOfABandedSystemIsLinear() {
        long steps = 0;
        double leastSeconds = 0;
        for (int points : new int[] {100, 1_000, 10_000, 100_000}) {
            var solver = Solver.of(StiffProblems.brusselator1d(points), Bdf.BDF, Jacobian.banded(2, 2))
                    .tolerance(1e-8, 1e-6);
            double fastest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < Math.max(3, 20_000 / points); i++)
                fastest = Math.min(fastest, solver.solve().statistics().seconds());
            long taken = solver.solve().requireEnd().statistics().accepted();
            if (steps == 0) {
                steps = taken;
                leastSeconds = fastest / points;
            }
            assertThat((double) taken).isBetween(0.97 * steps, 1.03 * steps);
            assertThat(fastest / points).isLessThan(6 * leastSeconds);
        }
    }

    @Test
    void keptStepsAndSavedTimesAgree() {
        double[] times = {0.001, 0.1, 0.5, 1, 2.5};
        var solution = Solver.of(forced(1000, 3), Bdf.BDF).saveAt(times).dense().solve();
        for (var sample : solution.saved())
            assertThat(solution.at(sample.t())).containsExactly(sample.state(), within(1e-14));
        assertThat(solution.at(0)).isEqualTo(new double[] {0});
    }

    @Test
    void backwardsIsTheMirrorImageOfForwards() {
        var forwards = StiffProblems.robertson().problem();
        VectorField<double[]> mirrored = (t, y, into) -> {
            forwards.field().evaluate(-t, y, into);
            for (int i = 0; i < into.length; i++) into[i] = -into[i];
        };
        var jacobian = StiffProblems.robertsonJacobian();
        var mirroredJacobian = Jacobian.dense((t, y, into) -> jacobian.function()
                .orElseThrow()
                .evaluate(-t, y, (row, column, value) -> into.set(row, column, -value)));
        var backwards = new InitialValueProblem<>(forwards.space(), mirrored, 0, -forwards.t1(), forwards.y0());
        assertThat(Solver.of(backwards, Bdf.BDF, mirroredJacobian).solve().state())
                .isEqualTo(Solver.of(forwards, Bdf.BDF, jacobian).solve().state());
    }

    @Test
    void aKickIsFoundAndPassed() {
        VectorField<double[]> kicked = (t, y, into) -> into[0] = -100 * (y[0] - (t < 0.5 ? 0 : 1));
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), kicked, 0, 1, new double[] {1});
        var solution = Solver.of(problem, Bdf.BDF).solve().requireEnd();
        assertThat(solution.statistics().rejected()).isPositive();
        assertThat(solution.state()[0]).isCloseTo(1, within(1e-5));
    }

    @Test
    void aFieldThatIsNotDefinedEverywhereIsEnteredWithShorterSteps() {
        // y = (1 - t / 2)^2 reaches 0 at t = 2; beyond, the root of a negative number is NaN
        VectorField<double[]> field = (_, y, into) -> into[0] = -Math.sqrt(y[0]);
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 1.99, new double[] {1});
        var solution = Solver.of(problem, Bdf.BDF).tolerance(1e-9, 1e-9).solve().requireEnd();
        assertThat(solution.state()[0]).isCloseTo(0.005 * 0.005, within(1e-6));
    }

    @Test
    void aSolutionThatBlowsUpEndsBeforeItsPole() {
        VectorField<double[]> field = (_, y, into) -> into[0] = y[0] * y[0];
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 2, new double[] {1});
        var solution = Solver.of(problem, Bdf.BDF).solve();
        assertThat(solution.termination().reason()).isIn(Reason.STEP_SIZE_UNDERFLOW, Reason.NON_FINITE_STATE);
        assertThat(solution.time()).isCloseTo(1, within(1e-3));
        assertThat(solution.state()[0]).isFinite().isGreaterThan(1e3);
    }

    @Test
    void otherControllersMayChooseTheSteps() {
        var known = StiffProblems.hires();
        for (var controller : List.of(StepSizeController.elementary(), StepSizeController.pi())) {
            var solution = Solver.of(known.problem(), Bdf.BDF)
                    .controller(controller)
                    .tolerance(1e-8, 1e-6)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state())).isLessThan(1e-4);
        }
    }

    @Test
    void ordersOutsideOneToFiveAreRefused() {
        assertThatThrownBy(() -> new Bdf(6)).hasMessage("largest order 6: expected 1 ... 5");
        assertThatThrownBy(() -> new Bdf(0)).hasMessage("largest order 0: expected 1 ... 5");
    }

    /// y' = -rate (y - sin t) + cos t, y = sin t
    private static InitialValueProblem<double[]> forced(double rate, double end) {
        VectorField<double[]> field = (t, y, into) -> into[0] = -rate * (y[0] - Math.sin(t)) + Math.cos(t);
        return new InitialValueProblem<>(DoubleSpace.of(1), field, 0, end, new double[] {0});
    }
}

package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

class SolverTest {
    private static Solver<double[]> lorenz() {
        return Solver.of(Problems.lorenz().problem(), ExplicitMethods.TSIT5).tolerance(1e-8, 1e-8);
    }

    private static InitialValueProblem<double[]> scalar(double end, double start, VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(1), field, 0, end, new double[] {start});
    }

    @Test
    void savedStatesLieOnTheSolutionAndDoNotChangeTheSteps() {
        double[] times = {0, 0.1, 0.25, 0.5, 0.77, 1};
        var problem = Problems.closedForm().problem();
        var plain = Solver.of(problem, ExplicitMethods.TSIT5)
                .tolerance(1e-10, 1e-10)
                .solve()
                .requireEnd();
        var saving = Solver.of(problem, ExplicitMethods.TSIT5)
                .tolerance(1e-10, 1e-10)
                .saveAt(times)
                .solve()
                .requireEnd();
        assertThat(saving.saved()).extracting(Sample::t).containsExactly(0.0, 0.1, 0.25, 0.5, 0.77, 1.0);
        for (var sample : saving.saved())
            assertThat(sample.state()).containsExactly(Problems.closedForm(sample.t()), within(2e-9));
        assertThat(saving.saved().getLast().state()).isEqualTo(saving.state()).isEqualTo(plain.state());
        assertThat(saving.statistics().evaluations())
                .isEqualTo(plain.statistics().evaluations());
    }

    @Test
    void saveTimesThatAreStepEndsGetTheStepsOwnStates() {
        var problem = Problems.closedForm().problem();
        double[] grid = {0, 0.1, 0.3, 0.35, 0.8, 1};
        var solution = Solver.of(problem, ExplicitMethods.DP5)
                .controller(StepSizeController.grid(grid))
                .saveAt(0.1, 0.35, 1)
                .solve();
        var steps = Solver.of(problem, ExplicitMethods.DP5)
                .controller(StepSizeController.grid(grid))
                .saveSteps()
                .solve();
        assertThat(solution.saved().get(0).state())
                .isEqualTo(steps.saved().get(1).state());
        assertThat(solution.saved().get(1).state())
                .isEqualTo(steps.saved().get(3).state());
        assertThat(solution.saved().get(2).state())
                .isEqualTo(steps.saved().get(5).state());
    }

    @Test
    void denseOutputFollowsTheSolutionForwardsAndBackwards() {
        for (var method : List.of(ExplicitMethods.BS3, ExplicitMethods.DP5, ExplicitMethods.TSIT5)) {
            var forwards = Problems.closedForm().problem();
            var backwards = forwards.between(1, 0, Problems.closedForm(1));
            for (var problem : List.of(forwards, backwards)) {
                var solution = Solver.of(problem, method)
                        .tolerance(1e-9, 1e-9)
                        .dense()
                        .solve()
                        .requireEnd();
                for (double t = 0; t <= 1; t += 1 / 64.0)
                    assertThat(solution.at(t)).containsExactly(Problems.closedForm(t), within(5e-8));
                assertThat(solution.at(problem.t0())).isEqualTo(problem.y0());
                assertThat(solution.at(problem.t1())).isEqualTo(solution.state());
            }
        }
    }

    @Test
    void denseOutputOfMethodsWithoutTheirOwnIsCubicHermiteAndReusesTheSlope() {
        var problem = Problems.closedForm().problem();
        var controller = StepSizeController.fixed(0.05);
        var plain =
                Solver.of(problem, ExplicitMethods.RK4).controller(controller).solve();
        var dense = Solver.of(problem, ExplicitMethods.RK4)
                .controller(controller)
                .dense()
                .solve();
        assertThat(dense.state()).isEqualTo(plain.state());
        assertThat(plain.statistics().evaluations()).isEqualTo(4 * 20);
        assertThat(dense.statistics().evaluations()).isEqualTo(4 * 20 + 1); // only the slope at the very end
        assertThat(dense.at(0.333)).containsExactly(Problems.closedForm(0.333), within(1e-6));
    }

    @Test
    void rejectedStepsDoNotRepeatTheFirstStage() {
        var statistics = Solver.of(Problems.brusselator().problem(), ExplicitMethods.DP5)
                .controller(StepSizeController.elementary())
                .solve()
                .statistics();
        assertThat(statistics.rejected()).isGreaterThan(10);
        // one slope at the start, one evaluation for the initial step, six for each attempt
        assertThat(statistics.evaluations()).isEqualTo(2 + 6 * (statistics.accepted() + statistics.rejected()));
    }

    @Test
    void repeatedSolvesAreBitEqual() {
        var solver = lorenz().saveAt(1, 2, 3, 10);
        var first = solver.solve();
        var second = solver.solve();
        assertThat(second.state()).isEqualTo(first.state());
        for (int i = 0; i < 4; i++)
            assertThat(second.saved().get(i).state())
                    .isEqualTo(first.saved().get(i).state());
        assertThat(second.statistics().evaluations())
                .isEqualTo(first.statistics().evaluations());
    }

    @Test
    void floatStatesAgreeWithDoubleStates() {
        double[] exact = Problems.closedForm(1);
        VectorField<float[]> field = (t, y, into) -> {
            into[0] = y[0] * y[1];
            into[1] = (float) (-Math.log(y[0]) + (y[1] - Math.cos(t)) * y[0]);
        };
        var problem = new InitialValueProblem<>(FloatSpace.of(2), field, 0, 1, new float[] {1, 1});
        var solution = Solver.of(problem, ExplicitMethods.TSIT5)
                .tolerance(1e-6, 1e-6)
                .solve()
                .requireEnd();
        for (int i = 0; i < 2; i++) assertThat(solution.state()[i]).isCloseTo((float) exact[i], within(1e-5f));
    }

    @Test
    void initialStepIsNeitherTinyNorRejected() {
        for (var known : List.of(Problems.kepler(), Problems.lorenz(), Problems.brusselator(), Problems.arenstorf())) {
            List<Double> steps = new ArrayList<>();
            Solver.of(known.problem(), ExplicitMethods.DP5)
                    .tolerance(1e-8, 1e-8)
                    .onStep((step, error) -> steps.add(error))
                    .solve();
            assertThat(steps.getFirst()).as(known.name()).isBetween(1e-6, 1.0);
        }
    }

    @Test
    void aStiffTransientAtTheStartIsSteppedThrough() {
        var problem = scalar(1, 0, (t, y, into) -> into[0] = -1e4 * (y[0] - 1));
        var solution = Solver.of(problem, ExplicitMethods.TSIT5).solve().requireEnd();
        assertThat(solution.state()[0]).isCloseTo(1, within(1e-5));
    }

    @Test
    void stepLimitEndsWithTheLastGoodState() {
        var solution = lorenz().stepLimit(50).saveSteps().solve();
        assertThat(solution.termination().reason()).isEqualTo(Reason.STEP_LIMIT);
        assertThat(solution.termination().message()).contains("all 50 allowed steps");
        assertThat(solution.time()).isBetween(0.1, 5.0);
        assertThat(solution.saved().getLast().state()).isEqualTo(solution.state());
        assertThatThrownBy(solution::requireEnd)
                .isInstanceOf(SolveException.class)
                .hasMessageContaining("t = " + solution.time());
    }

    @Test
    void aSolutionThatBlowsUpEndsBeforeItsPole() {
        var adaptive = Solver.of(scalar(2, 1, (t, y, into) -> into[0] = y[0] * y[0]), ExplicitMethods.TSIT5)
                .solve();
        assertThat(adaptive.termination().reason()).isIn(Reason.STEP_SIZE_UNDERFLOW, Reason.NON_FINITE_STATE);
        assertThat(adaptive.time()).isCloseTo(1, within(1e-4));
        assertThat(adaptive.state()[0]).isFinite().isGreaterThan(1e4);
        var fixed = Solver.of(scalar(20, 1, (t, y, into) -> into[0] = y[0] * y[0]), ExplicitMethods.RK4)
                .controller(StepSizeController.fixed(0.1))
                .solve();
        assertThat(fixed.termination().reason()).isEqualTo(Reason.NON_FINITE_STATE);
        assertThat(fixed.state()[0]).isFinite();
        assertThat(fixed.termination().message()).contains("not finite");
    }

    @Test
    void aFieldThatIsNotDefinedEverywhereIsEnteredWithShorterSteps() {
        // y = (1 - t / 2)^2 reaches 0 at t = 2; beyond, the root of a negative number is NaN
        var problem = scalar(1.99, 1, (t, y, into) -> into[0] = -Math.sqrt(y[0]));
        var solution = Solver.of(problem, ExplicitMethods.DP5)
                .controller(StepSizeController.pi().startingWith(1.99))
                .tolerance(1e-9, 1e-9)
                .solve()
                .requireEnd();
        assertThat(solution.statistics().rejected()).isPositive();
        assertThat(solution.state()[0]).isCloseTo(0.005 * 0.005, within(1e-8));
    }

    @Test
    void cancellationKeepsWhatIsDone() {
        int[] asked = {0};
        var solution = lorenz().cancellation(() -> asked[0]++ >= 30).dense().solve();
        assertThat(solution.termination().reason()).isEqualTo(Reason.CANCELLED);
        assertThat(solution.statistics().accepted() + solution.statistics().rejected())
                .isEqualTo(30);
        assertThat(solution.at(solution.time())).isEqualTo(solution.state());
        assertThat(solution.at(solution.time() / 2)).hasSize(3);
    }

    @Test
    void anInterruptCancelsAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThat(lorenz().solve().termination().reason()).isEqualTo(Reason.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void progressRisesToOne() {
        List<Double> heard = new ArrayList<>();
        lorenz().progress((fraction, _) -> heard.add(fraction)).solve();
        assertThat(heard).isSorted().last().isEqualTo(1.0);
        assertThat(heard.getFirst()).isPositive();
    }

    @Test
    void aThrowingFieldNamesTimeAndStepAndLeavesTheSolutionSoFar() {
        var cause = new IllegalStateException("no data after t = 0.5");
        var problem = scalar(1, 1, (t, y, into) -> {
            if (t > 0.5) throw cause;
            into[0] = -y[0];
        });
        var thrown = catchThrowableOfType(
                SolveException.class,
                () -> Solver.of(problem, ExplicitMethods.RK4)
                        .controller(StepSizeController.fixed(0.1))
                        .solve());
        assertThat(thrown)
                .hasCause(cause)
                .hasMessageMatching("step 6 from t = 0\\.5 to 0\\.6\\d*: the field threw at t = 0\\.55: .*no data.*");
        assertThat(thrown.solution().termination().reason()).isEqualTo(Reason.FIELD_FAILED);
        assertThat(thrown.solution().time()).isEqualTo(0.5);
        assertThat((double[]) thrown.solution().state()).containsExactly(new double[] {Math.exp(-0.5)}, within(1e-6));
    }

    @Test
    void adaptiveControlOfAMethodWithoutAnErrorEstimateIsRefused() {
        assertThatThrownBy(() ->
                        Solver.of(Problems.decay(1, 1), ExplicitMethods.RK4).solve())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method rk4 gives no error estimate");
    }

    @Test
    void badProblemsAreNamed() {
        VectorField<double[]> field = Problems.decay(2, 1).field();
        var space = DoubleSpace.of(2);
        double[] y0 = {1, 1};
        assertThatThrownBy(() -> new InitialValueProblem<>(space, field, 1, 1, y0))
                .hasMessage("t0 and t1 are both 1.0: expected an interval of positive length");
        assertThatThrownBy(() -> new InitialValueProblem<>(space, field, Double.NaN, 1, y0))
                .hasMessageContaining("t0 NaN");
        assertThatThrownBy(() -> new InitialValueProblem<>(space, field, 0, Double.POSITIVE_INFINITY, y0))
                .hasMessageContaining("t1 Infinity");
        assertThatThrownBy(() -> new InitialValueProblem<>(space, field, 0, 1, new double[] {1, Double.NaN}))
                .hasMessageContaining("initial state of norm NaN");
        assertThatThrownBy(() -> new InitialValueProblem<>(space, field, 0, 1, new double[3]))
                .hasMessage("state of 3 components: expected 2");
        assertThatThrownBy(() -> Solver.of(scalar(1, 0, (t, y, into) -> into[0] = 1 / y[0]), ExplicitMethods.DP5)
                        .solve())
                .hasMessageContaining("field of norm Infinity at t0 = 0.0");
    }

    @Test
    void badSaveTimesAndQuestionsAreNamed() {
        assertThatThrownBy(() -> lorenz().saveAt(1, 11))
                .hasMessage("save time 1 is 11.0: expected a time of 0.0 ... 10.0");
        assertThatThrownBy(() -> lorenz().saveAt(2, 1)).hasMessageContaining("save times 0 and 1 are 2.0 and 1.0");
        assertThatThrownBy(() -> lorenz().solve().at(1)).hasMessageContaining("no dense output was kept");
        assertThatThrownBy(() -> lorenz().dense().solve().at(10.5))
                .hasMessage("time 10.5: expected one of 0.0 ... 10.0");
        assertThatThrownBy(() -> lorenz().stepLimit(0)).hasMessageContaining("step limit 0");
    }
}

package org.integrand.engine.method.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.integrand.engine.Problems;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What all implicit Runge-Kutta methods have in common; the reference problems and allocation are tested with all
/// stiff
/// methods.
class ImplicitMethodsTest {
    static List<StiffMethod> methods() {
        return Stream.concat(Stream.of(Radau5.RADAU5), Esdirk.all().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(StiffMethod method) {
        var known = Problems.rigidBody();
        double h0 = method.order() == 5 ? 0.2 : 0.05;
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), method)
                        .tolerance(1e-12, 1e-12)
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .requireEnd()
                        .state()),
                h0,
                h0 / 2,
                h0 / 4);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.order() - 0.25, method.order() + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorEstimateOfAStepShrinksWithItsClaimedOrder(StiffMethod method) {
        var problem = Problems.closedForm().problem().between(0.3, 1, Problems.closedForm(0.3));
        var measured = Convergence.measure(
                h -> method.begin(problem, Jacobian.dense().system(problem), Tolerance.of(1e-11, 0))
                        .attempt(0.3, 0.3 + h),
                0.1,
                0.05,
                0.025);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.errorOrder() - 0.3, method.errorOrder() + 0.5);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void denseOutputErrorOfAStepIsOfTheClaimedOrder(StiffMethod method) {
        int order = method instanceof Esdirk esdirk && esdirk.tableau().quartic().length > 0 ? 5 : 4;
        var problem = Problems.closedForm().problem().between(0.3, 1, Problems.closedForm(0.3));
        var measured = Convergence.measure(
                h -> {
                    var stepper = method.begin(problem, Jacobian.dense().system(problem), Tolerance.of(1e-11, 0));
                    stepper.attempt(0.3, 0.3 + h);
                    double largest = 0;
                    double[] y = new double[2];
                    for (double theta : new double[] {0.2, 0.45, 0.7}) {
                        stepper.interpolant().at(0.3 + theta * h, y);
                        double[] exact = Problems.closedForm(0.3 + theta * h);
                        for (int i = 0; i < 2; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
                    }
                    return largest;
                },
                0.1,
                0.05,
                0.025);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(order - 0.4, order + 0.6);
    }

    /// y' = -10^6 (y - sin t) + cos t: what remains of the order is that of the stages, at least 2.
    @ParameterizedTest
    @MethodSource("methods")
    void veryStiffProblemsKeepTheOrderOfTheStages(StiffMethod method) {
        VectorField<double[]> field = (t, y, into) -> into[0] = -1e6 * (y[0] - Math.sin(t)) + Math.cos(t);
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 2, new double[] {0});
        for (double h : new double[] {0.2, 0.02}) {
            var solution = Solver.of(problem, method)
                    .tolerance(1e-12, 0)
                    .controller(StepSizeController.fixed(h))
                    .solve()
                    .requireEnd();
            assertThat(solution.state()[0]).isCloseTo(Math.sin(2), within(1e-5 * h * h));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void keptStepsAndSavedTimesAgree(StiffMethod method) {
        double[] times = {0.5, 3, 17, 100};
        var problem = StiffProblems.hires().problem();
        var solution = Solver.of(problem, method).saveAt(times).dense().solve().requireEnd();
        for (var sample : solution.saved())
            assertThat(solution.at(sample.t())).containsExactly(sample.state(), within(1e-14));
        assertThat(solution.at(0)).isEqualTo(problem.y0());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void backwardsIsTheMirrorImageOfForwards(StiffMethod method) {
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
        assertThat(Solver.of(backwards, method, mirroredJacobian).solve().state())
                .isEqualTo(Solver.of(forwards, method, jacobian).solve().state());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void matricesAreKeptWhileTheyServe(StiffMethod method) {
        var statistics = Solver.of(StiffProblems.brusselator1d().problem(), method, Jacobian.banded(2, 2))
                .tolerance(1e-10, 1e-8)
                .solve()
                .requireEnd()
                .statistics();
        assertThat(statistics.jacobians()).isLessThan(statistics.accepted() / 3);
        assertThat(statistics.factorizations()).isLessThan(statistics.accepted());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aFieldThatIsNotDefinedEverywhereIsEnteredWithShorterSteps(StiffMethod method) {
        // y = (1 - t / 2)^2 reaches 0 at t = 2; beyond, the root of a negative number is NaN
        VectorField<double[]> field = (_, y, into) -> into[0] = -Math.sqrt(y[0]);
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 1.99, new double[] {1});
        var solution = Solver.of(problem, method).tolerance(1e-9, 1e-9).solve().requireEnd();
        assertThat(solution.state()[0]).isCloseTo(0.005 * 0.005, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSolutionThatBlowsUpEndsBeforeItsPole(StiffMethod method) {
        VectorField<double[]> field = (_, y, into) -> into[0] = y[0] * y[0];
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 2, new double[] {1});
        var solution = Solver.of(problem, method).solve();
        assertThat(solution.termination().reason()).isIn(Reason.STEP_SIZE_UNDERFLOW, Reason.NON_FINITE_STATE);
        assertThat(solution.time()).isCloseTo(1, within(1e-3));
        assertThat(solution.state()[0]).isFinite().isGreaterThan(1e3);
    }

    @Test
    void aFixedStepWhoseEquationsHaveNoSolutionEndsTheSolve() {
        VectorField<double[]> field = (_, y, into) -> into[0] = y[0] * y[0]; // y = 1 + h y^2 has no root at h = 1
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 2, new double[] {1});
        for (var method : methods()) {
            var solution = Solver.of(problem, method)
                    .controller(StepSizeController.fixed(2))
                    .solve();
            assertThat(solution.termination().reason()).as(method.name()).isEqualTo(Reason.NON_FINITE_STATE);
            assertThat(solution.time()).isZero();
            assertThat(solution.termination().message()).contains("could not be solved");
        }
    }
}

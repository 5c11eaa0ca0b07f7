package org.integrand.engine.method.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.SolverChecks;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExponentialRosenbrockTest {
    /// of [Problems#closedForm]
    private static final Jacobian JACOBIAN = Jacobian.dense((t, y, into) -> {
                into.set(0, 0, y[1]);
                into.set(0, 1, y[0]);
                into.set(1, 0, -1 / y[0] + y[1] - Math.cos(t));
                into.set(1, 1, y[0]);
            })
            .timeDerivative((t, y, into) -> {
                into[0] = 0;
                into[1] = Math.sin(t) * y[0];
            });

    static List<StiffMethod> methods() {
        return ExponentialMethods.stiff();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(StiffMethod method) {
        var known = Problems.closedForm();
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), method, JACOBIAN)
                        .tolerance(1e-12, 1e-12)
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .requireEnd()
                        .state()),
                0.05,
                0.025,
                0.0125);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.order() - 0.25, method.order() + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorEstimateShrinksWithItsClaimedOrder(StiffMethod method) {
        var problem = Problems.closedForm().problem().between(0.3, 0.7, Problems.closedForm(0.3));
        var measured = Convergence.measure(
                h -> {
                    double[] last = new double[1];
                    Solver.of(problem, method, JACOBIAN)
                            .tolerance(1e-11, 1e-14)
                            .controller(StepSizeController.fixed(h))
                            .onStep((_, error) -> last[0] = error)
                            .solve()
                            .requireEnd();
                    return last[0];
                },
                0.1,
                0.05,
                0.025);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(2.7, 3.5);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void linearProblemsAreSolvedExactlyWhateverTheStep(StiffMethod method) {
        VectorField<double[]> field = (t, y, into) -> {
            into[0] = -1000 * y[0] + 3 * y[1] + t;
            into[1] = -2 * y[1];
        };
        var jacobian = Jacobian.dense((_, _, into) -> {
                    into.set(0, 0, -1000);
                    into.set(0, 1, 3);
                    into.set(1, 1, -2);
                })
                .timeDerivative((_, _, into) -> {
                    into[0] = 1;
                    into[1] = 0;
                });
        var problem = new InitialValueProblem<>(DoubleSpace.of(2), field, 0, 3, new double[] {1, 1});
        double[] y = Solver.of(problem, method, jacobian)
                .tolerance(1e-12, 1e-12)
                .controller(StepSizeController.fixed(3))
                .solve()
                .requireEnd()
                .state();
        // y1 = e^-2t; y0 = 3 e^-2t / 998 + t / 1000 - 1e-6 and a part that has died out
        assertThat(y[1]).isCloseTo(Math.exp(-6), within(1e-12));
        assertThat(y[0]).isCloseTo(3 * Math.exp(-6) / 998 + 3e-3 - 1e-6, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorControlReachesTheGoldenStates(StiffMethod method) {
        var known = StiffProblems.brusselator1d();
        double tolerance = 1e-3;
        var jacobian = method.order() == 2 ? Jacobian.banded(2, 2) : Jacobian.matrixFree();
        var waves = Solver.of(known.problem(), method, jacobian)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd();
        assertThat(known.error(waves.state())).isLessThan(100 * tolerance);
        assertThat(waves.statistics().factorizations()).isZero();
        var oscillator = StiffProblems.hires();
        var solution = Solver.of(oscillator.problem(), method)
                .tolerance(1e-7, 1e-5)
                .solve()
                .requireEnd();
        assertThat(oscillator.error(solution.state())).isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSolveInPiecesIsBitForBitTheSolveInOneAndAStepAllocatesNothing(StiffMethod method) {
        var problem = Problems.closedForm().problem();
        SolverChecks.goesOnBitForBit(() -> Solver.of(problem, method).tolerance(1e-6, 1e-6));
        SolverChecks.allocatesNothingPerStep(
                Solver.of(problem, method, JACOBIAN).controller(StepSizeController.fixed(0.1)),
                Solver.of(problem, method, JACOBIAN).controller(StepSizeController.fixed(0.02)));
    }
}

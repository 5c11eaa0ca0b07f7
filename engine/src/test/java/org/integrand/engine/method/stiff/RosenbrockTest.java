package org.integrand.engine.method.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RosenbrockTest {
    private static final double START = 0.3;

    static List<StiffMethod> methods() {
        return List.of(StiffMethods.RODAS4, StiffMethods.RODAS5P);
    }

    /// non-linear and dependent on time; its time derivative is a difference quotient, its Jacobian too
    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(StiffMethod method) {
        var known = Problems.closedForm();
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), method)
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .requireEnd()
                        .state()),
                0.1,
                0.05,
                0.025);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(method.order() - 0.2, method.order() + 0.3);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorEstimateOfAStepShrinksWithItsClaimedOrder(StiffMethod method) {
        var measured = Convergence.measure(h -> begin(method).attempt(START, START + h), 0.1, 0.05, 0.025);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.errorOrder() - 0.3, method.errorOrder() + 0.4);
    }

    /// order 3 and 4 inside the step, so the error of one step shrinks with order 4 and 5
    @ParameterizedTest
    @MethodSource("methods")
    void denseOutputIsOneOrderBelowTheMethod(StiffMethod method) {
        var measured = Convergence.measure(
                h -> {
                    var stepper = begin(method);
                    stepper.attempt(START, START + h);
                    double largest = 0;
                    for (double theta : new double[] {0.2, 0.45, 0.7}) {
                        double[] y = new double[2];
                        double[] kept = new double[2];
                        stepper.interpolant().at(START + theta * h, y);
                        stepper.interpolant().keep().at(START + theta * h, kept);
                        assertThat(kept).isEqualTo(y);
                        double[] exact = Problems.closedForm(START + theta * h);
                        for (int i = 0; i < 2; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
                    }
                    return largest;
                },
                0.1,
                0.05,
                0.025);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(method.order() - 0.3, method.order() + 0.6);
    }

    /// y' = -lambda (y - sin t) + cos t with lambda h from 6,000 to 100,000: rodas4 falls to order 1, rodas5p was made
    /// to keep 3, with an error a thousand times smaller (Prothero and Robinson 1974; Steinebach 2023, section 2)
    @Test
    void onlyRodas5pKeepsOrderThreeOnTheProtheroRobinsonProblem() {
        var rodas4 = Convergence.measure(h -> protheroRobinson(StiffMethods.RODAS4, h), 0.1, 0.05, 0.025);
        var rodas5p = Convergence.measure(h -> protheroRobinson(StiffMethods.RODAS5P, h), 0.1, 0.05, 0.025);
        assertThat(rodas4.order()).as("rodas4: " + rodas4).isBetween(0.8, 1.3);
        assertThat(rodas5p.order()).as("rodas5p: " + rodas5p).isBetween(2.8, 3.3);
        assertThat(protheroRobinson(StiffMethods.RODAS5P, 0.05))
                .isLessThan(1e-3 * protheroRobinson(StiffMethods.RODAS4, 0.05));
    }

    private static double protheroRobinson(StiffMethod method, double h) {
        double lambda = 1e6;
        var problem = scalar(
                START, 1, Math.sin(START), (t, y, into) -> into[0] = -lambda * (y[0] - Math.sin(t)) + Math.cos(t));
        var jacobian = Jacobian.dense((_, _, into) -> into.set(0, 0, -lambda))
                .timeDerivative((t, _, into) -> into[0] = lambda * Math.cos(t) - Math.sin(t));
        double[] y = Solver.of(problem.between(0, 1, new double[] {0}), method, jacobian)
                .controller(StepSizeController.fixed(h))
                .solve()
                .requireEnd()
                .state();
        return Math.abs(y[0] - Math.sin(1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void infinitelyFastDecayIsOverInOneStep(StiffMethod method) {
        var problem = scalar(0, 1, 1, (_, y, into) -> into[0] = -1e14 * y[0]);
        double[] y = Solver.of(problem, method)
                .controller(StepSizeController.fixed(1))
                .solve()
                .requireEnd()
                .state();
        assertThat(y[0]).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneJacobianAStepIsKeptWhenTheStepIsRejected(StiffMethod method) {
        var work = Solver.of(StiffProblems.vanDerPol().problem(), method)
                .tolerance(1e-5, 1e-5)
                .solve()
                .requireEnd()
                .statistics();
        int stages = method.order() == 4 ? 6 : 8;
        long attempts = work.accepted() + work.rejected();
        assertThat(work.rejected()).isPositive();
        assertThat(work.jacobians()).isEqualTo(work.accepted());
        assertThat(work.factorizations()).isEqualTo(attempts);
        assertThat(work.solves()).isEqualTo(stages * attempts);
        // once a step the first stage and two columns, at each attempt the other stages and the time derivative, and
        // one
        // for the first step size
        long expected = (1 + 2) * work.accepted() + (stages - 1 + 1) * attempts + 1;
        assertThat(work.evaluations()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anAutonomousFieldCostsOneEvaluationAStepLess(StiffMethod method) {
        var problem = StiffProblems.robertson().problem();
        var plain = Solver.of(problem, method).solve();
        var told = Solver.of(problem, method, Jacobian.dense().autonomous()).solve();
        assertThat(told.state()).isEqualTo(plain.state());
        assertThat(told.statistics().evaluations())
                .isEqualTo(plain.statistics().evaluations()
                        - plain.statistics().accepted()
                        - plain.statistics().rejected());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aStepBeyondTheDomainIsTriedAgainShorter(StiffMethod method) {
        // y = (1 - t)^2 until it reaches 0, where sqrt ends; the exact solution stops there
        var problem = scalar(0, 0.999, 1, (_, y, into) -> into[0] = -2 * Math.sqrt(y[0]));
        double[] y = Solver.of(problem, method)
                .controller(StepSizeController.pi().startingWith(0.9))
                .solve()
                .requireEnd()
                .state();
        assertThat(y[0]).isCloseTo(1e-6, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aThrowingJacobianNamesTimeAndStepAndLeavesTheSolutionSoFar(StiffMethod method) {
        var jacobian = Jacobian.dense((t, _, into) -> {
            if (t > 0.45) throw new IllegalStateException("no data");
            into.set(0, 0, -1);
        });
        var problem = scalar(0, 1, 1, (_, y, into) -> into[0] = -y[0]);
        var thrown = catchThrowableOfType(
                SolveException.class,
                () -> Solver.of(problem, method, jacobian)
                        .controller(StepSizeController.fixed(0.25))
                        .solve());
        assertThat(thrown)
                .hasMessageMatching("step 3 from t = 0\\.5 to 0\\.75: the Jacobian threw at t = 0\\.5: .*no data");
        assertThat(thrown.solution().time()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSingularSystemEndsAFixedStepSolveInWords(StiffMethod method) {
        // y' = lambda y with h gamma lambda = 1
        double gamma = method.order() == 4 ? 0.25 : 0.21193756319429014;
        double lambda = 1 / gamma;
        var problem = scalar(0, 1, 1, (_, y, into) -> into[0] = lambda * y[0]);
        var ended = Solver.of(problem, method, Jacobian.dense((_, _, into) -> into.set(0, 0, lambda)))
                .controller(StepSizeController.fixed(1))
                .solve()
                .termination();
        assertThat(ended.reason()).isEqualTo(Termination.Reason.NON_FINITE_STATE);
        assertThat(ended.message())
                .startsWith("the step to 1.0 is not finite, or its equations could not be solved at t = 0.0");
    }

    private static Stepper<double[]> begin(StiffMethod method) {
        var problem = Problems.closedForm().problem().between(START, 1, Problems.closedForm(START));
        return method.begin(problem, Jacobian.dense().system(problem), Tolerance.of(1, 0));
    }

    private static InitialValueProblem<double[]> scalar(double t0, double t1, double y0, VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(1), field, t0, t1, new double[] {y0});
    }
}

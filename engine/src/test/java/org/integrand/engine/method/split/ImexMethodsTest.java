package org.integrand.engine.method.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.SolverChecks;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.method.implicit.Radau5;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImexMethodsTest {
    static List<StructuredMethod<SplitProblem>> methods() {
        return ImexMethods.all();
    }

    /// [Problems#closedForm] divided across its couplings.
    private static SplitProblem closedForm(double t0, double t1) {
        return SplitProblem.of(
                (_, y, into) -> {
                    into[0] = y[0] * y[1];
                    into[1] = -Math.log(y[0]);
                },
                (t, y, into) -> {
                    into[0] = 0;
                    into[1] = (y[1] - Math.cos(t)) * y[0];
                },
                Jacobian.dense(),
                t0,
                t1,
                Problems.closedForm(t0));
    }

    private static double distance(double[] y, double[] exact) {
        double largest = 0;
        for (int i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
        return largest;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(StructuredMethod<SplitProblem> method) {
        double h0 = method.order() > 3 ? 0.1 : 0.05;
        var measured = Convergence.measure(
                h -> distance(
                        Solver.of(closedForm(0, 1), method)
                                .tolerance(1e-13, 1e-13)
                                .controller(StepSizeController.fixed(h))
                                .solve()
                                .requireEnd()
                                .state(),
                        Problems.closedForm(1)),
                h0,
                h0 / 2,
                h0 / 4);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.order() - 0.25, method.order() + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorEstimateShrinksWithItsClaimedOrder(StructuredMethod<SplitProblem> method) {
        var measured = Convergence.measure(
                h -> {
                    double[] last = new double[1];
                    Solver.of(closedForm(0.3, 0.7), method)
                            .tolerance(1e-11, 0)
                            .controller(StepSizeController.fixed(h))
                            .onStep((_, error) -> last[0] = error)
                            .solve()
                            .requireEnd();
                    return last[0];
                },
                0.05,
                0.025,
                0.0125);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.errorOrder() - 0.3, method.errorOrder() + 0.5);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void denseOutputErrorOfAStepIsOneOrderAboveItsOwn(StructuredMethod<SplitProblem> method) {
        var measured = Convergence.measure(
                h -> {
                    var stepper = method.begin(closedForm(0.3, 1), Tolerance.of(1e-12, 0));
                    stepper.attempt(0.3, 0.3 + h);
                    double largest = 0;
                    double[] y = new double[2];
                    double[] kept = new double[2];
                    var keeps = stepper.interpolant().keep();
                    for (double theta : new double[] {0.2, 0.45, 0.7}) {
                        stepper.interpolant().at(0.3 + theta * h, y);
                        keeps.at(0.3 + theta * h, kept);
                        assertThat(kept).containsExactly(y, within(1e-14));
                        largest = Math.max(largest, distance(y, Problems.closedForm(0.3 + theta * h)));
                    }
                    return largest;
                },
                0.1,
                0.05,
                0.025);
        int order = method.order() > 3 ? 4 : method instanceof ImexBdf2 ? 2 : 3; // BDF2 begins with order 1
        assertThat(measured.order()).as(method + ": " + measured).isBetween(order - 0.4, order + 0.6);
    }

    /// y' = -z, z' = y + (sin y - z) / eps, prepared: z is within O(eps^2) of where it relaxes to.
    private static SplitProblem relaxation(double eps) {
        double y0 = 1.5;
        double z0 = Math.sin(y0) + eps * (y0 + Math.cos(y0) * Math.sin(y0));
        return SplitProblem.of(
                (_, y, into) -> {
                    into[0] = -y[1];
                    into[1] = y[0];
                },
                (_, y, into) -> {
                    into[0] = 0;
                    into[1] = (Math.sin(y[0]) - y[1]) / eps;
                },
                Jacobian.dense((_, y, into) -> {
                    into.set(1, 0, Math.cos(y[0]) / eps);
                    into.set(1, 1, -1 / eps);
                }),
                0,
                2,
                new double[] {y0, z0});
    }

    private static final double[] RELAXATION_TIMES = {1, 0.1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8};

    private static final double[][] EXACT = Arrays.stream(RELAXATION_TIMES)
            .mapToObj(eps -> Solver.of(relaxation(eps).whole(), Radau5.RADAU5)
                    .tolerance(1e-13, 1e-13)
                    .solve()
                    .requireEnd()
                    .state())
            .toArray(double[][]::new);

    /// The largest error over all relaxation times falls with order 2, whatever the order at each one; and there is a
    /// limit as they go to zero.
    @ParameterizedTest
    @MethodSource("methods")
    void errorIsUniformInTheRelaxationTime(StructuredMethod<SplitProblem> method) {
        var measured = Convergence.measure(
                h -> Arrays.stream(relaxationErrors(method, h)).max().orElseThrow(), 0.2, 0.1, 0.05, 0.025);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(1.9, 2.4);
        double[] errors = relaxationErrors(method, 0.1);
        assertThat(errors[6]).isCloseTo(errors[5], withinPercentage(5));
    }

    private static double[] relaxationErrors(StructuredMethod<SplitProblem> method, double h) {
        double[] errors = new double[EXACT.length];
        for (int i = 0; i < errors.length; i++)
            errors[i] = distance(
                    Solver.of(relaxation(RELAXATION_TIMES[i]), method)
                            .tolerance(1e-13, 1e-13)
                            .controller(StepSizeController.fixed(h))
                            .solve()
                            .requireEnd()
                            .state(),
                    EXACT[i]);
        return errors;
    }

    /// A fast relaxation costs no steps: the error estimate does not feel it. KENCARP3 pays for that with an error of
    /// up
    /// to 400 tolerances where eps is about h / 50.
    @ParameterizedTest
    @MethodSource("methods")
    void errorControlTakesNoMoreStepsForAFasterRelaxation(StructuredMethod<SplitProblem> method) {
        long slow = 0;
        for (int i = 0; i < EXACT.length; i++) {
            var solution = Solver.of(relaxation(RELAXATION_TIMES[i]), method)
                    .tolerance(1e-6, 1e-6)
                    .solve()
                    .requireEnd();
            if (i < 2) slow = Math.max(slow, solution.statistics().accepted());
            else assertThat(solution.statistics().accepted()).isLessThan(6 * slow);
            assertThat(distance(solution.state(), EXACT[i])).isLessThan(method.order() == 3 ? 5e-4 : 2e-4);
        }
    }

    /// The golden Brusselator: reactions explicit, diffusion implicit.
    private static SplitProblem brusselator() {
        var whole = StiffProblems.brusselator1d(100);
        VectorField<double[]> reaction = (_, y, into) -> {
            for (int i = 0; i < y.length; i += 2) {
                double u2v = y[i] * y[i] * y[i + 1];
                into[i] = 1 + u2v - 4 * y[i];
                into[i + 1] = 3 * y[i] - u2v;
            }
        };
        double[] part = new double[200];
        VectorField<double[]> diffusion = (t, y, into) -> {
            whole.field().evaluate(t, y, into);
            reaction.evaluate(t, y, part);
            for (int i = 0; i < into.length; i++) into[i] -= part[i];
        };
        double d = 0.02 * 101 * 101;
        return SplitProblem.of(
                reaction,
                diffusion,
                Jacobian.banded(2, 2, (_, _, into) -> {
                    for (int i = 0; i < 200; i++) {
                        into.set(i, i, -2 * d);
                        if (i >= 2) into.set(i, i - 2, d);
                        if (i < 198) into.set(i, i + 2, d);
                    }
                }),
                0,
                10,
                whole.y0());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorControlReachesTheGoldenStates(StructuredMethod<SplitProblem> method) {
        var known = StiffProblems.brusselator1d();
        for (double tolerance : new double[] {1e-4, 1e-6}) {
            if (method.order() == 2 && tolerance < 1e-5) continue; // too many steps for a test
            var solution = Solver.of(brusselator(), method)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state()))
                    .as(method + " " + tolerance)
                    .isLessThan(100 * tolerance);
            assertThat(solution.statistics().jacobians())
                    .isLessThan(solution.statistics().accepted() / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void vanDerPolsRelaxationOscillationIsFollowed(StructuredMethod<SplitProblem> method) {
        var known = StiffProblems.vanDerPol();
        var whole = known.problem();
        VectorField<double[]> drift = (_, y, into) -> {
            into[0] = y[1];
            into[1] = 0;
        };
        VectorField<double[]> stiff = (t, y, into) -> {
            whole.field().evaluate(t, y, into);
            into[0] = 0;
        };
        var split = SplitProblem.of(drift, stiff, Jacobian.dense(), whole.t0(), whole.t1(), whole.y0());
        var solution = Solver.of(split, method).tolerance(1e-5, 1e-5).solve().requireEnd();
        assertThat(known.error(solution.state())).isLessThan(1e-3);
    }

    /// Linear relaxation to sin t with its equation solved in closed form.
    private static SplitProblem forced(boolean closedForm) {
        double rate = 1e4;
        VectorField<double[]> f = (t, y, into) -> into[0] = Math.cos(t) * y[0] * y[0];
        VectorField<double[]> g = (t, y, into) -> into[0] = -rate * (y[0] - Math.sin(t));
        return closedForm
                ? SplitProblem.of(
                        f,
                        g,
                        (t, c, r, into) -> into[0] = (r[0] + c * rate * Math.sin(t)) / (1 + c * rate),
                        0,
                        2,
                        new double[] {0})
                : SplitProblem.of(f, g, Jacobian.dense(), 0, 2, new double[] {0});
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anEquationSolvedInClosedFormGivesTheSameStepsWithoutLinearSystems(StructuredMethod<SplitProblem> method) {
        var iterated = solveForced(false, method);
        var closed = solveForced(true, method);
        assertThat(closed.state()).containsExactly(iterated.state(), within(1e-11));
        assertThat(closed.statistics().factorizations()).isZero();
        assertThat(closed.statistics().evaluations())
                .isLessThan(iterated.statistics().evaluations());
    }

    private static Solution<double[]> solveForced(boolean closedForm, StructuredMethod<SplitProblem> method) {
        return Solver.of(forced(closedForm), method)
                .tolerance(1e-13, 1e-13)
                .controller(StepSizeController.fixed(0.02))
                .solve()
                .requireEnd();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSolveInPiecesIsBitForBitTheSolveInOne(StructuredMethod<SplitProblem> method) {
        SolverChecks.goesOnBitForBit(() -> Solver.of(brusselator(), method).tolerance(1e-4, 1e-4));
        SolverChecks.goesOnBitForBit(() -> Solver.of(forced(true), method).tolerance(1e-7, 1e-7));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aStepAllocatesNothing(StructuredMethod<SplitProblem> method) {
        for (boolean closedForm : new boolean[] {false, true})
            SolverChecks.allocatesNothingPerStep(
                    Solver.of(forced(closedForm), method).controller(StepSizeController.fixed(0.1)),
                    Solver.of(forced(closedForm), method).controller(StepSizeController.fixed(0.02)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void backwardsIsTheMirrorImageOfForwards(StructuredMethod<SplitProblem> method) {
        var forwards = relaxation(0.1);
        var backwards = SplitProblem.of(
                mirrored(forwards.nonStiff()),
                mirrored(forwards.stiffPart().field()),
                Jacobian.dense((_, y, into) -> {
                    into.set(1, 0, -Math.cos(y[0]) / 0.1);
                    into.set(1, 1, 1 / 0.1);
                }),
                0,
                -2,
                forwards.stiffPart().y0());
        assertThat(Solver.of(backwards, method).solve().state())
                .isEqualTo(Solver.of(forwards, method).solve().state());
    }

    private static VectorField<double[]> mirrored(VectorField<double[]> field) {
        return (t, y, into) -> {
            field.evaluate(-t, y, into);
            for (int i = 0; i < into.length; i++) into[i] = -into[i];
        };
    }

    @Test
    void equationsWithoutASolutionEndAFixedStepSolve() {
        // y = 1 + c y^2 has no root at c > 1/4
        VectorField<double[]> zero = (_, _, into) -> into[0] = 0;
        VectorField<double[]> square = (_, y, into) -> into[0] = y[0] * y[0];
        var problem = SplitProblem.of(zero, square, Jacobian.dense(), 0, 8, new double[] {1});
        for (var method : methods()) {
            var solution = Solver.of(problem, method)
                    .controller(StepSizeController.fixed(8))
                    .solve();
            assertThat(solution.termination().reason()).as(method.name()).isEqualTo(Reason.NON_FINITE_STATE);
            assertThat(solution.termination().message()).contains("could not be solved");
        }
    }

    @Test
    void whatTheUsersFunctionsThrowNamesTimeAndFunction() {
        VectorField<double[]> zero = (_, _, into) -> into[0] = 0;
        var badJacobian = SplitProblem.of(
                zero,
                zero,
                Jacobian.dense((_, _, _) -> {
                    throw new IllegalStateException("no entries");
                }),
                0,
                1,
                new double[] {1});
        assertThatThrownBy(() -> Solver.of(badJacobian, ImexMethods.KENCARP4).solve())
                .isInstanceOf(SolveException.class)
                .hasMessageContaining("step 1 from t = 0.0")
                .hasMessageContaining("the Jacobian threw at t = 0.0")
                .hasMessageContaining("no entries");
        SplitProblem.Resolvent fails = (_, _, _, _) -> {
            throw new IllegalStateException("no root");
        };
        var badResolvent = SplitProblem.of(zero, zero, fails, 0, 1, new double[] {1});
        assertThatThrownBy(() -> Solver.of(badResolvent, ImexMethods.BDF2).solve())
                .isInstanceOf(SolveException.class)
                .hasMessageContaining("the resolvent threw")
                .hasMessageContaining("no root");
    }
}

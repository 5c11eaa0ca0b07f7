package org.integrand.engine.method.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.integrand.engine.Problems;
import org.integrand.engine.SolverChecks;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.LinearTerm;
import org.integrand.engine.problem.SemilinearProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SemilinearMethodsTest {
    private static final double[][] MATRIX = {{-1, 2}, {-3, -4}};

    static List<StructuredMethod<SemilinearProblem>> methods() {
        return ExponentialMethods.semilinear();
    }

    /// [Problems#closedForm] with L taken out of it.
    private static SemilinearProblem closedForm(LinearTerm linear, double t0, double t1) {
        var whole = Problems.closedForm().problem();
        double[] part = new double[2];
        VectorField<double[]> rest = (t, y, into) -> {
            whole.field().evaluate(t, y, into);
            linear.apply(y, part);
            for (int i = 0; i < 2; i++) into[i] -= part[i];
        };
        return SemilinearProblem.of(linear, rest, t0, t1, Problems.closedForm(t0));
    }

    private static double distance(double[] y, double[] exact) {
        double largest = 0;
        for (int i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
        return largest;
    }

    private static double[] solve(SemilinearProblem problem, StructuredMethod<SemilinearProblem> method, double h) {
        return Solver.of(problem, method)
                .controller(StepSizeController.fixed(h))
                .solve()
                .requireEnd()
                .state();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(StructuredMethod<SemilinearProblem> method) {
        var measured = Convergence.measure(
                h -> distance(solve(closedForm(LinearTerm.dense(MATRIX), 0, 1), method, h), Problems.closedForm(1)),
                0.05,
                0.025,
                0.0125);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.order() - 0.25, method.order() + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorEstimateShrinksWithItsClaimedOrder(StructuredMethod<SemilinearProblem> method) {
        var measured = Convergence.measure(
                h -> {
                    double[] last = new double[1];
                    Solver.of(closedForm(LinearTerm.dense(MATRIX), 0.3, 0.7), method)
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
    void everyFormOfTheSameLinearTermGivesTheSameStates(StructuredMethod<SemilinearProblem> method) {
        agree(
                method,
                LinearTerm.scalar(-3),
                LinearTerm.diagonal(-3, -3),
                LinearTerm.dense(new double[][] {{-3, 0}, {0, -3}}),
                LinearTerm.complexDiagonal(new double[] {-3}, new double[] {0}));
        agree(
                method,
                LinearTerm.complexDiagonal(new double[] {-2}, new double[] {30}),
                LinearTerm.dense(new double[][] {{-2, -30}, {30, -2}}),
                LinearTerm.operator((x, into) -> {
                    into[0] = -2 * x[0] - 30 * x[1];
                    into[1] = 30 * x[0] - 2 * x[1];
                }));
        agree(method, LinearTerm.diagonal(-500, 0), LinearTerm.dense(new double[][] {{-500, 0}, {0, 0}}));
    }

    private static void agree(StructuredMethod<SemilinearProblem> method, LinearTerm first, LinearTerm... others) {
        double[] expected = solve(closedForm(first, 0, 1), method, 0.1);
        for (LinearTerm other : others)
            assertThat(solve(closedForm(other, 0, 1), method, 0.1)).containsExactly(expected, within(1e-12));
    }

    /// Whatever the step.
    @ParameterizedTest
    @MethodSource("methods")
    void linearProblemsAreSolvedExactly(StructuredMethod<SemilinearProblem> method) {
        var linear = LinearTerm.complexDiagonal(new double[] {-0.5, -1e6}, new double[] {40, 7});
        var problem =
                SemilinearProblem.of(linear, (_, y, into) -> Arrays.fill(into, 0), 0, 2, new double[] {1, 0, 1, 1});
        double[] exact = {Math.exp(-1) * Math.cos(80), Math.exp(-1) * Math.sin(80), 0, 0};
        assertThat(solve(problem, method, 2)).containsExactly(exact, within(1e-15));
        assertThat(solve(problem, method, 0.1)).containsExactly(exact, within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void keptStepsAndSavedTimesAgreeToOrderThree(StructuredMethod<SemilinearProblem> method) {
        double[] times = {0.13, 0.5, 0.77};
        var solution = Solver.of(closedForm(LinearTerm.dense(MATRIX), 0, 1), method)
                .tolerance(1e-6, 1e-6)
                .saveAt(times)
                .dense()
                .solve()
                .requireEnd();
        for (var sample : solution.saved()) {
            assertThat(solution.at(sample.t())).containsExactly(sample.state(), within(1e-13));
            assertThat(distance(sample.state(), Problems.closedForm(sample.t())))
                    .isLessThan(method.order() == 1 ? 1e-2 : 1e-3);
        }
    }

    /// Fourier coefficients 0 ... M of a real function of period P at 2 M points.
    private record Fourier(int modes, double period) {
        double[] toSpace(double[] c) {
            int points = 2 * modes;
            double[] u = new double[points];
            for (int i = 0; i < points; i++) {
                double sum = c[0];
                for (int m = 1; m < modes; m++) {
                    double angle = 2 * Math.PI * ((long) m * i % points) / points;
                    sum += 2 * (c[2 * m] * Math.cos(angle) - c[2 * m + 1] * Math.sin(angle));
                }
                u[i] = sum;
            }
            return u;
        }

        double[] toModes(double[] u) {
            int points = 2 * modes;
            double[] c = new double[2 * modes];
            for (int m = 0; m < modes; m++) {
                for (int i = 0; i < points; i++) {
                    double angle = 2 * Math.PI * ((long) m * i % points) / points;
                    c[2 * m] += u[i] * Math.cos(angle) / points;
                    c[2 * m + 1] -= u[i] * Math.sin(angle) / points;
                }
            }
            return c;
        }

        /// -(u^2)_x / 2, de-aliased by the rule of two thirds
        VectorField<double[]> burgers() {
            return (_, c, into) -> {
                double[] u = toSpace(c);
                for (int i = 0; i < u.length; i++) u[i] *= u[i];
                double[] square = toModes(u);
                for (int m = 0; m < modes; m++) {
                    double k = 3 * m < 2 * modes ? 2 * Math.PI * m / period / 2 : 0;
                    into[2 * m] = k * square[2 * m + 1];
                    into[2 * m + 1] = -k * square[2 * m];
                }
            };
        }

        LinearTerm symbol(IntToDoubleFunction re, IntToDoubleFunction im) {
            return LinearTerm.complexDiagonal(
                    IntStream.range(0, modes).mapToDouble(re).toArray(),
                    IntStream.range(0, modes).mapToDouble(im).toArray());
        }

        double[] start(DoubleUnaryOperator u0) {
            double[] u = new double[2 * modes];
            for (int i = 0; i < u.length; i++) u[i] = u0.applyAsDouble(period * i / u.length);
            return toModes(u);
        }
    }

    /// u_t = -u u_x - u_xx - u_xxxx - 3 u_x on 32 pi: Kuramoto and Sivashinsky's equation in a moving
    /// frame, so that L is complex.
    private static SemilinearProblem kuramotoSivashinsky() {
        var fourier = new Fourier(32, 32 * Math.PI);
        var linear = fourier.symbol(m -> sq(m / 16.0) - sq(sq(m / 16.0)), m -> -3 * m / 16.0);
        double[] y0 = fourier.start(x -> Math.cos(x / 16) * (1 + Math.sin(x / 16)));
        return SemilinearProblem.of(linear, fourier.burgers(), 0, 6, y0);
    }

    private static double sq(double x) {
        return x * x;
    }

    private static final double[] WAVES = Solver.of(kuramotoSivashinsky().whole(), ExplicitMethods.DOP853)
            .tolerance(1e-12, 1e-12)
            .solve()
            .requireEnd()
            .state();

    @ParameterizedTest
    @MethodSource("methods")
    void wavesOfKuramotoAndSivashinskyConvergeWithTheClaimedOrder(StructuredMethod<SemilinearProblem> method) {
        double h = method.order() == 4 ? 0.3 : 0.1;
        var measured = Convergence.measure(
                length -> distance(solve(kuramotoSivashinsky(), method, length), WAVES), h, h / 2, h / 4);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(method.order() - 0.4, method.order() + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void errorControlKeepsTheTolerance(StructuredMethod<SemilinearProblem> method) {
        for (double tolerance : new double[] {1e-4, 1e-6}) {
            if (method.order() == 1 && tolerance < 1e-5) continue; // too many steps for a test
            var solution = Solver.of(kuramotoSivashinsky(), method)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(distance(solution.state(), WAVES)).isLessThan(200 * tolerance);
        }
    }

    /// u_t = u_xx + 1 / (1 + u^2) + g with u = x (1 - x) e^t, zero at both ends, where N is not: N
    /// feels the stiffness of L, and orders fall. M. Hochbruck, A. Ostermann, "Explicit exponential
    /// Runge-Kutta methods for semilinear parabolic problems", SIAM J. Numer. Anal. 43 (2005), section
    /// 6.
    private static SemilinearProblem parabolic(int points) {
        double dx = 1.0 / (points + 1);
        double[][] rows = new double[points][points];
        double[] y0 = new double[points];
        for (int i = 0; i < points; i++) {
            rows[i][i] = -2 / (dx * dx);
            if (i > 0) rows[i][i - 1] = 1 / (dx * dx);
            if (i < points - 1) rows[i][i + 1] = 1 / (dx * dx);
            y0[i] = (i + 1) * dx * (1 - (i + 1) * dx);
        }
        VectorField<double[]> rest = (t, y, into) -> {
            for (int i = 0; i < points; i++) {
                double u = (i + 1) * dx * (1 - (i + 1) * dx) * Math.exp(t);
                into[i] = 1 / (1 + y[i] * y[i]) + u + 2 * Math.exp(t) - 1 / (1 + u * u);
            }
        };
        return SemilinearProblem.of(LinearTerm.dense(rows), rest, 0, 1, y0);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onStiffProblemsThatNFeelsEtdrk4FallsToOrderTwoAndKrogstadDoesNot(StructuredMethod<SemilinearProblem> method) {
        int points = 40;
        double[] exact = new double[points];
        for (int i = 0; i < points; i++) {
            double x = (i + 1.0) / (points + 1);
            exact[i] = x * (1 - x) * Math.E;
        }
        var measured = Convergence.measure(h -> distance(solve(parabolic(points), method, h), exact), 0.1, 0.05, 0.025);
        int order = method.name().equals("etdrk4") ? 2 : method.order();
        assertThat(measured.order()).as(method + ": " + measured).isBetween(order - 0.2, order + 0.4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSolveInPiecesIsBitForBitTheSolveInOne(StructuredMethod<SemilinearProblem> method) {
        SolverChecks.goesOnBitForBit(() ->
                Solver.of(closedForm(LinearTerm.dense(MATRIX), 0, 1), method).tolerance(1e-7, 1e-7));
        SolverChecks.goesOnBitForBit(() -> Solver.of(closedForm(LinearTerm.dense(MATRIX), 0, 1), method)
                .controller(StepSizeController.fixed(0.013)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aStepAllocatesNothing(StructuredMethod<SemilinearProblem> method) {
        for (LinearTerm linear : List.of(
                LinearTerm.dense(MATRIX),
                LinearTerm.complexDiagonal(new double[] {-2}, new double[] {30}),
                LinearTerm.operator((x, into) -> {
                    into[0] = -x[1];
                    into[1] = x[0];
                })))
            SolverChecks.allocatesNothingPerStep(
                    Solver.of(closedForm(linear, 0, 1), method).controller(StepSizeController.fixed(0.1)),
                    Solver.of(closedForm(linear, 0, 1), method).controller(StepSizeController.fixed(0.02)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void backwardsReturnsToTheStart(StructuredMethod<SemilinearProblem> method) {
        var linear = LinearTerm.dense(MATRIX);
        double[] y = Solver.of(closedForm(linear, 1, 0), method)
                .tolerance(1e-6, 1e-6)
                .solve()
                .requireEnd()
                .state();
        assertThat(distance(y, Problems.closedForm(0))).isLessThan(1e-3);
    }

    @Test
    void aKrylovSpaceTooSmallForAStepEndsAFixedStepSolveAndShortensAnAdaptiveOne() {
        int n = 300;
        var diffusion = LinearTerm.operator(
                (x, into) -> {
                    for (int i = 0; i < n; i++)
                        into[i] = 1e4 * ((i > 0 ? x[i - 1] : 0) - 2 * x[i] + (i < n - 1 ? x[i + 1] : 0));
                },
                1e-10,
                20);
        double[] y0 = new double[n];
        for (int i = 0; i < n; i++) y0[i] = i % 7;
        var problem = SemilinearProblem.of(diffusion, (_, y, into) -> Arrays.fill(into, 0), 0, 0.01, y0);
        var fixed = Solver.of(problem, ExponentialMethods.ETD1)
                .controller(StepSizeController.fixed(0.01))
                .solve();
        assertThat(fixed.termination().reason()).isEqualTo(Reason.NON_FINITE_STATE);
        var adaptive = Solver.of(problem, ExponentialMethods.ETD1).solve().requireEnd();
        assertThat(adaptive.statistics().accepted()).isGreaterThan(3);
    }

    @Test
    void badLinearTermsAreNamed() {
        VectorField<double[]> zero = (_, y, into) -> Arrays.fill(into, 0);
        assertThatThrownBy(() -> SemilinearProblem.of(LinearTerm.diagonal(1, 2, 3), zero, 0, 1, new double[] {1}))
                .hasMessage("linear term, a diagonal of 3 entries: expected one for states of 1 components");
        assertThatThrownBy(() -> LinearTerm.dense(new double[][] {{1, 2}, {3}}))
                .hasMessage("row 1 of 1 entries: expected 2");
        assertThatThrownBy(() -> LinearTerm.complexDiagonal(new double[1], new double[2]))
                .hasMessage("1 real and 2 imaginary parts: expected as many of both");
        var throwing = SemilinearProblem.of(
                LinearTerm.operator((_, _) -> {
                    throw new IllegalStateException("no product");
                }),
                zero,
                0,
                1,
                new double[] {1});
        assertThatThrownBy(() -> Solver.of(throwing, ExponentialMethods.ETDRK4).solve())
                .isInstanceOf(SolveException.class)
                .hasMessageContaining("threw: ")
                .hasMessageContaining("no product");
    }
}

package org.integrand.engine.method.stabilised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.integrand.engine.Problems;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

class Rkc2Test {
    private static final double START = 0.3;

    @Test
    void fixedStepsConvergeWithOrderTwo() {
        var known = Problems.closedForm();
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), Rkc2.RKC2)
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .requireEnd()
                        .state()),
                0.1,
                0.05,
                0.025);
        assertThat(measured.order()).as(measured.toString()).isBetween(1.9, 2.1);
    }

    @Test
    void errorEstimateAndDenseOutputOfAStepShrinkWithOrderThree() {
        var estimate = Convergence.measure(h -> begin().attempt(START, START + h), 0.1, 0.05, 0.025);
        assertThat(estimate.order()).as(estimate.toString()).isBetween(2.8, 3.3);
        var dense = Convergence.measure(
                h -> {
                    var stepper = begin();
                    stepper.attempt(START, START + h);
                    double[] y = new double[2];
                    double[] kept = new double[2];
                    stepper.interpolant().at(START + 0.4 * h, y);
                    stepper.interpolant().keep().at(START + 0.4 * h, kept);
                    assertThat(kept).containsExactly(y, within(1e-14));
                    double[] exact = Problems.closedForm(START + 0.4 * h);
                    return Math.max(Math.abs(y[0] - exact[0]), Math.abs(y[1] - exact[1]));
                },
                0.1,
                0.05,
                0.025);
        assertThat(dense.order()).as(dense.toString()).isBetween(2.7, 3.5);
    }

    @Test
    void theBrusselatorIsReachedWithAFractionOfTheEvaluationsOfAnExplicitPair() {
        var known = StiffProblems.brusselator1d();
        for (double tolerance : new double[] {1e-3, 1e-4, 1e-5, 1e-6}) {
            var solution = solve(known.problem(), tolerance);
            var pair = Solver.of(known.problem(), ExplicitMethods.TSIT5)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state())).isLessThan(100 * tolerance);
            assertThat(solution.statistics().evaluations())
                    .isLessThan(pair.statistics().evaluations() / 4);
        }
    }

    /// four times the points: sixteen times the stiffness
    @Test
    void workGrowsWithTheSquareRootOfTheStiffness() {
        double coarse =
                solve(StiffProblems.brusselator1d(100), 1e-4).statistics().evaluations();
        double fine = solve(StiffProblems.brusselator1d(400), 1e-4).statistics().evaluations();
        assertThat(fine / coarse).isBetween(2.5, 5.0);
    }

    @Test
    void theSpectralRadiusOfTheLaplacianIsFoundFromAboveWithinAThird() {
        int n = 50;
        VectorField<double[]> laplacian = (_, y, into) -> {
            for (int i = 0; i < n; i++) into[i] = (i > 0 ? y[i - 1] : 0) - 2 * y[i] + (i < n - 1 ? y[i + 1] : 0);
        };
        double[] y = new double[n];
        Arrays.setAll(y, i -> Math.sin(i * i));
        double[] slope = new double[n];
        laplacian.evaluate(0, y, slope);
        double exact = 2 + 2 * Math.cos(Math.PI / (n + 1));
        double estimate = new SpectralRadius<>(DoubleSpace.of(n), laplacian).estimate(0, y, slope);
        assertThat(estimate / exact).isBetween(1.0, 1.34);
    }

    @Test
    void aStepFarBeyondExplicitStabilityStaysBounded() {
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(2),
                (_, y, into) -> {
                    into[0] = -1e6 * y[0];
                    into[1] = -300 * y[1];
                },
                0,
                1,
                new double[] {1, 1});
        double[] y = Solver.of(problem, Rkc2.RKC2)
                .controller(StepSizeController.fixed(0.05))
                .solve()
                .requireEnd()
                .state();
        assertThat(y).containsExactly(new double[] {0, 0}, within(1e-3));
    }

    @Test
    void timeMayRunBackwardsAndStatesMayBeFloats() {
        var backwards = Problems.rigidBody().backwards();
        assertThat(backwards.error(solve(backwards.problem(), 1e-6).state()))
                .isLessThan(200 * backwards.condition() * 1e-6);
        var floats = new InitialValueProblem<>(
                FloatSpace.of(3),
                (_, y, into) -> {
                    for (int i = 0; i < 3; i++) into[i] = -100 * i * y[i];
                },
                0,
                1,
                new float[] {1, 1, 1});
        float[] end = Solver.of(floats, Rkc2.RKC2)
                .tolerance(1e-3, 1e-3)
                .solve()
                .requireEnd()
                .state();
        assertThat(end).containsExactly(new float[] {1, 0, 0}, within(2e-3f));
    }

    @Test
    void aStepAllocatesNothing() {
        var solver = Solver.of(StiffProblems.brusselator1d(20), Rkc2.RKC2);
        long few = allocated(solver.tolerance(1e-3, 1e-3));
        long many = allocated(solver.tolerance(1e-6, 1e-6));
        assertThat(many).isCloseTo(few, within(64L));
    }

    private static long allocated(Solver<double[]> solver) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            solver.solve();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static Solution<double[]> solve(InitialValueProblem<double[]> problem, double tolerance) {
        return Solver.of(problem, Rkc2.RKC2)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd();
    }

    private static Stepper<double[]> begin() {
        var problem = Problems.closedForm().problem().between(START, 1, Problems.closedForm(START));
        return Rkc2.RKC2.begin(problem, Tolerance.of(1, 0));
    }
}

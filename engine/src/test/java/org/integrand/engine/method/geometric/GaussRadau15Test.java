package org.integrand.engine.method.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.problem.SecondOrderProblem;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.Solver;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

class GaussRadau15Test {
    private static final GaussRadau15 METHOD = GeometricMethods.GAUSS_RADAU15;

    @Test
    void fixedStepsConvergeWithOrderFifteen() {
        var problem = Orbits.kepler(0.3, 1);
        double[] start = problem.whole().y0();
        double h0 = 2 * Math.PI / 7;
        var measured = Convergence.measure(
                h -> Orbits.distance(
                        Solver.of(problem, METHOD)
                                .controller(StepSizeController.fixed(h))
                                .solve()
                                .requireEnd()
                                .state(),
                        start),
                h0,
                h0 * 7 / 10,
                h0 / 2);
        assertThat(measured.order()).as("" + measured).isBetween(14.0, 17.5);
    }

    @Test
    void stepsAreAsManyAsThoseOfThePublishedCode() {
        // REBOUND 5.0.0 on the same orbit: 9,721 steps, 226,385 evaluations, energy error 8.0e-15, position error 4e-13
        var problem = Orbits.kepler(0.9, 100);
        var solution = Solver.of(problem, METHOD).solve().requireEnd();
        assertThat(solution.statistics().accepted()).isCloseTo(9721L, within(50L));
        assertThat(solution.statistics().evaluations()).isCloseTo(226_385L, within(4000L));
        assertThat(Orbits.energyError(solution.state())).isLessThan(2e-14);
        assertThat(Orbits.distance(solution.state(), problem.whole().y0())).isLessThan(5e-12);
    }

    @Test
    void energyErrorGrowsLikeTheSquareRootOfTime() {
        double[] squares = new double[3];
        long[] counts = new long[3];
        double[] y = new double[4];
        Solver.of(Orbits.kepler(0.9, 1000), METHOD)
                .onStep((step, _) -> {
                    step.at(step.end(), y);
                    double periods = step.end() / (2 * Math.PI);
                    int decade = periods < 10 ? 0 : periods < 100 ? 1 : 2;
                    double error = Orbits.energyError(y);
                    squares[decade] += error * error;
                    counts[decade]++;
                })
                .solve()
                .requireEnd();
        double first = Math.sqrt(squares[0] / counts[0]);
        double last = Math.sqrt(squares[2] / counts[2]);
        assertThat(first).as("0 ... 10 periods").isLessThan(6e-15);
        assertThat(last).as("100 ... 1000 periods").isLessThan(6e-14).isLessThan(2 * first * Math.sqrt(100));
    }

    @Test
    void theFigureEightDoesNotStall() {
        // one body passes through the centre without acceleration, six times a period
        double a = 0.97000435669734;
        double b = -0.24308753153583;
        double c = 0.46620368572052;
        double d = 0.43236573046051;
        double end = 63.2591398292621; // ten periods
        var problem = SecondOrderProblem.of(
                GaussRadau15Test::threeBodies, 0, end, new double[] {a, b, -a, -b, 0, 0}, new double[] {
                    c, d, c, d, -2 * c, -2 * d
                });
        var solution =
                Solver.of(problem, METHOD.bodies(2)).stepLimit(10_000).solve().requireEnd();
        assertThat(solution.statistics().accepted()).isBetween(1400L, 1560L);
        double[] exact = { // Taylor series of 34 digits
            0.9700043566971425, -0.24308753153601279, -0.9700043566975372, 0.24308753153564996,
            3.94757851881452e-13, 3.62820538162833e-13, 0.46620368572103366, 0.4323657304603833,
            0.4662036857200069, 0.43236573046063587, -0.9324073714410406, -0.8647314609210192
        };
        assertThat(Orbits.distance(solution.state(), exact)).isLessThan(3e-13);
        double back = Orbits.distance(
                Solver.of(problem.between(end, 0, solution.state()), METHOD.bodies(2))
                        .solve()
                        .state(),
                problem.whole().y0());
        assertThat(back).isLessThan(1e-12);
    }

    private static void threeBodies(double t, double[] q, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (i == j) continue;
                double x = q[2 * j] - q[2 * i];
                double y = q[2 * j + 1] - q[2 * i + 1];
                double square = x * x + y * y;
                double factor = 1 / (square * Math.sqrt(square));
                into[2 * i] += factor * x;
                into[2 * i + 1] += factor * y;
            }
        }
    }

    @Test
    void aFirstStepThatIsTooLongIsRejected() {
        var problem = Orbits.kepler(0.9, 1);
        var solution = Solver.of(problem, METHOD)
                .controller(StepSizeController.ofMethod().startingWith(6))
                .solve()
                .requireEnd();
        assertThat(solution.statistics().rejected()).isGreaterThan(0);
        assertThat(Orbits.distance(solution.state(), problem.whole().y0())).isLessThan(1e-13);
    }

    @Test
    void motionWithoutForcesReachesTheEnd() {
        var free = SecondOrderProblem.of((_, _, into) -> into[0] = 0, 0, 100, new double[] {1}, new double[] {2});
        assertThat(Solver.of(free, METHOD).solve().requireEnd().state()).containsExactly(201, 2);
    }

    @Test
    void denseOutputIsAsGoodAsTheSteps() {
        var solution = Solver.of(Orbits.kepler(0.3, 1), METHOD)
                .dense()
                .saveAt(1, 2.5, 4)
                .solve();
        for (var sample : solution.saved()) {
            double[] exact = Solver.of(Orbits.kepler(0.3, sample.t() / (2 * Math.PI)), METHOD)
                    .solve()
                    .state();
            assertThat(Orbits.distance(sample.state(), exact))
                    .as("t = " + sample.t())
                    .isLessThan(1e-11);
            assertThat(Orbits.distance(solution.at(sample.t()), exact)).isLessThan(1e-11);
        }
    }

    @Test
    void resumesBitForBit() {
        var solver = Solver.of(Orbits.kepler(0.9, 3), METHOD);
        Solution<double[]> whole = solver.solve();
        var some = solver.stepLimit(100).solve().checkpoint().orElseThrow();
        assertThat(solver.stepLimit(100_000).resume(some).requireEnd().state()).containsExactly(whole.state());
    }

    @Test
    void eventsAreFoundToRounding() {
        var solution = Solver.of(Orbits.kepler(0.9, 1), METHOD)
                .event(Event.<double[]>of("pericentre", (_, y) -> y[0] * y[2] + y[1] * y[3])
                        .rising()
                        .stop())
                .solve();
        assertThat(solution.termination().time()).isCloseTo(Math.PI, within(1e-12));
    }

    @Test
    void stepsAllocateNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] bytes = new long[2];
        for (int which = 0; which < 2; which++) {
            var solver = Solver.of(Orbits.kepler(0.6, which == 0 ? 1 : 10), METHOD)
                    .event(Event.of("never", (_, y) -> y[0] - 100));
            bytes[which] = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                solver.solve();
                bytes[which] = Math.min(bytes[which], threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertThat(bytes[1]).isCloseTo(bytes[0], within(200L));
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> GaussRadau15.of(0)).hasMessage("epsilon 0.0: expected a number between 0 and 1");
        assertThatThrownBy(() -> METHOD.bodies(-1))
                .hasMessage("components per body -1: expected at least 1, or 0 for one body");
        assertThatThrownBy(
                        () -> Solver.of(Orbits.kepler(0.3, 1), METHOD.bodies(3)).solve())
                .hasMessage("3 components per body of 2 components: expected a divisor of them");
    }
}

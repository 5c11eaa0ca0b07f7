package org.integrand.engine.method.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.PartitionedProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SymplecticCompositionTest {
    static List<SymplecticComposition> methods() {
        return GeometricMethods.compositions();
    }

    private static double[] solve(PartitionedProblem problem, SymplecticComposition method, double h) {
        return Solver.of(problem, method)
                .controller(StepSizeController.fixed(h))
                .solve()
                .requireEnd()
                .state();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(SymplecticComposition method) {
        var problem = Orbits.kepler(0.3, 1).partitioned();
        double[] start = problem.whole().y0();
        double h0 = 2 * Math.PI / (method.name().equals("kahan-li8") ? 20 : method.order() == 8 ? 80 : 160);
        var measured = Convergence.measure(h -> Orbits.distance(solve(problem, method, h), start), h0, h0 / 2, h0 / 4);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.order() - 0.2, method.order() + 0.25);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void timeDependentFieldsAndAnyVelocityKeepTheOrder(SymplecticComposition method) {
        var problem = PartitionedProblem.of(
                (t, p, into) -> into[0] = p[0] / Math.sqrt(1 + p[0] * p[0]) * (1 + 0.5 * Math.sin(t)),
                (t, q, into) -> into[0] = -Math.sin(q[0]) * (1 + 0.3 * Math.cos(2 * t)),
                0.5,
                4.5,
                new double[] {1},
                new double[] {0.3});
        double[] exact = Solver.of(problem.whole(), ExplicitMethods.VERNER9)
                .tolerance(1e-14, 1e-14)
                .solve()
                .state();
        double h0 = method.name().equals("kahan-li8") ? 1 : method.order() >= 6 ? 0.5 : 0.125;
        var measured = Convergence.measure(h -> Orbits.distance(solve(problem, method, h), exact), h0, h0 / 2, h0 / 4);
        assertThat(measured.order()).as(method + ": " + measured).isGreaterThan(method.order() - 0.4);
    }

    @Test
    void leapfrogIsReversibleToRoundingOverAMillionSteps() {
        double end = 15625; // steps of 1/64 are exact there and back
        var pendulum = PartitionedProblem.of(
                (_, q, into) -> into[0] = -Math.sin(q[0]), 0, end, new double[] {1}, new double[] {0});
        var leapfrog = GeometricMethods.LEAPFROG;
        double plain = returned(pendulum, end, leapfrog);
        double compensated = returned(pendulum, end, leapfrog.compensated());
        assertThat(plain).isLessThan(1e-10);
        assertThat(compensated).isLessThan(5e-12).isLessThan(plain);
    }

    private static double returned(PartitionedProblem problem, double end, SymplecticComposition method) {
        double[] there = solve(problem, method, 1 / 64.0);
        double[] back = solve(problem.between(end, 0, there), method, 1 / 64.0);
        return Orbits.distance(back, problem.whole().y0());
    }

    @Test
    void energyOscillatesAndDoesNotDrift() {
        double[] largest = new double[10];
        double[] y = new double[4];
        Solver.of(Orbits.kepler(0.5, 1000).partitioned(), GeometricMethods.LEAPFROG)
                .controller(StepSizeController.fixed(2 * Math.PI / 200))
                .onStep((step, _) -> {
                    step.at(step.end(), y);
                    int part = Math.min(9, (int) (step.end() / (2 * Math.PI * 100)));
                    largest[part] = Math.max(largest[part], Orbits.energyError(y));
                })
                .solve();
        assertThat(largest[0]).isBetween(1e-4, 1e-2);
        for (double part : largest) assertThat(part).isCloseTo(largest[0], within(0.01 * largest[0]));
    }

    @Test
    void weightsSatisfyTheConditionsOnTheirPowers() {
        for (var method : methods()) {
            for (int power = 1; power < method.order(); power += 2) {
                double sum = 0;
                double size = 0;
                for (double w : method.weights()) {
                    sum += Math.pow(w, power);
                    size += Math.pow(Math.abs(w), power);
                }
                assertThat(sum)
                        .as(method + ", power " + power)
                        .isCloseTo(power == 1 ? 1 : 0, within(2e-15 * power * size));
            }
        }
    }

    @Test
    void resumesBitForBit() {
        for (var method : List.of(GeometricMethods.YOSHIDA4, GeometricMethods.KAHAN_LI6.compensated())) {
            var solver =
                    Solver.of(Orbits.kepler(0.3, 2).partitioned(), method).controller(StepSizeController.fixed(0.01));
            double[] whole = solver.solve().state();
            var half = solver.stepLimit(500).solve().checkpoint().orElseThrow();
            double[] resumed =
                    solver.stepLimit(10_000).resume(half).requireEnd().state();
            assertThat(resumed).containsExactly(whole);
        }
    }

    @Test
    void eventsAreFoundOnTheCubic() {
        for (var method : List.of(GeometricMethods.LEAPFROG_DRIFT, GeometricMethods.YOSHIDA8)) {
            var solution = Solver.of(Orbits.kepler(0.3, 1).partitioned(), method)
                    .controller(StepSizeController.fixed(0.001))
                    .event(Event.<double[]>of("pericentre", (_, y) -> y[0] * y[2] + y[1] * y[3])
                            .rising()
                            .stop())
                    .solve();
            assertThat(solution.termination().time()).isCloseTo(Math.PI, within(1e-5));
        }
    }

    @Test
    void stepsAllocateNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var method : List.of(GeometricMethods.YOSHIDA4, GeometricMethods.LEAPFROG_DRIFT.compensated())) {
            long[] bytes = new long[2];
            for (int which = 0; which < 2; which++) {
                var solver = Solver.of(Orbits.kepler(0.3, which == 0 ? 1 : 10).partitioned(), method)
                        .event(Event.of("never", (_, y) -> y[0] - 100))
                        .controller(StepSizeController.fixed(0.01));
                bytes[which] = Long.MAX_VALUE;
                for (int i = 0; i < 20; i++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    solver.solve();
                    bytes[which] = Math.min(bytes[which], threads.getCurrentThreadAllocatedBytes() - before);
                }
            }
            assertThat(bytes[1]).isCloseTo(bytes[0], within(200L));
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Solver.of(Orbits.kepler(0.3, 1).partitioned(), GeometricMethods.LEAPFROG)
                        .solve())
                .hasMessageStartingWith("method leapfrog gives no error estimate");
        assertThatThrownBy(() -> PartitionedProblem.of((_, _, _) -> {}, 0, 1, new double[] {1, 2}, new double[] {1}))
                .hasMessage("2 positions and 1 momenta or velocities: expected equal numbers, at least 1");
        assertThatThrownBy(() -> SymplecticComposition.of("odd", 3, 1))
                .hasMessage("order 3 of odd: expected an even number > 0");
        assertThatThrownBy(() -> SymplecticComposition.of("bad", 4, Double.NaN))
                .hasMessage("weight NaN of bad: expected a finite number");
    }
}

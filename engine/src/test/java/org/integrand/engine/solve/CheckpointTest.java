package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.integrand.engine.Problems;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.event.Occurrence;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.stabilised.Rkc2;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static Solver<double[]> lorenz() {
        return Solver.of(Problems.lorenz().problem(), ExplicitMethods.TSIT5).tolerance(1e-8, 1e-8);
    }

    static Stream<Supplier<Solver<double[]>>> solvers() {
        return Stream.concat(onLorenz(), implicit());
    }

    /// Their matrices are of the past, too.
    private static Stream<Supplier<Solver<double[]>>> implicit() {
        var brusselator = StiffProblems.brusselator1d(10);
        return Stream.of(StiffMethods.RADAU5, Esdirk.KVAERNO3, Esdirk.KENCARP4, Esdirk.KVAERNO5, StiffMethods.BDF)
                .flatMap(method -> Stream.of(
                        () -> Solver.of(StiffProblems.oregonator().problem(), method),
                        () -> Solver.of(brusselator, method, Jacobian.banded(2, 2))
                                .tolerance(1e-6, 1e-6)));
    }

    private static Stream<Supplier<Solver<double[]>>> onLorenz() {
        return Stream.of(
                CheckpointTest::lorenz,
                () -> lorenz().controller(StepSizeController.pid()),
                () -> lorenz().controller(StepSizeController.fixed(0.01)),
                () -> lorenz().event(Event.<double[]>of("wing", (_, y) -> y[0]).reset((_, y) -> y[0] += 1e-3)),
                () -> Solver.of(Problems.lorenz().problem(), ExplicitMethods.VERNER9),
                () -> Solver.of(Problems.lorenz().problem(), ExplicitMethods.BS3),
                () -> Solver.of(Problems.lorenz().problem(), GraggBulirschStoer.GBS),
                () -> Solver.of(Problems.lorenz().problem(), Adams.ADAMS),
                () -> Solver.of(Problems.lorenz().problem(), StiffMethods.RODAS5P),
                () -> Solver.of(Problems.lorenz().problem(), StiffMethods.BDF),
                () -> Solver.of(Problems.lorenz().problem(), Esdirk.KVAERNO5),
                () -> Solver.of(Problems.lorenz().problem(), Esdirk.KENCARP4).tolerance(1e-8, 1e-8),
                () -> Solver.of(Problems.lorenz().problem(), StiffMethods.AUTO).tolerance(1e-8, 1e-8),
                () -> Solver.of(Problems.lorenz().problem(), Rkc2.RKC2).tolerance(1e-4, 1e-4));
    }

    /// Ended after every few attempts and begun again by a new solver from the checkpoint's text.
    @ParameterizedTest
    @MethodSource("solvers")
    void aSolveInPiecesIsBitForBitTheSolveInOne(Supplier<Solver<double[]>> solver) {
        double end = solver.get().problem.t1();
        double[] times =
                Stream.of(0.05, 0.3, 0.55, 0.8, 0.95).mapToDouble(x -> x * end).toArray();
        var whole = solver.get().saveAt(times).solve().requireEnd();
        var part = solver.get().saveAt(times).stepLimit(13).solve();
        List<Sample<double[]>> saved = new ArrayList<>(part.saved());
        List<Occurrence<double[]>> events = new ArrayList<>(part.events());
        int pieces = 1;
        while (part.termination().reason() == Reason.STEP_LIMIT) {
            var checkpoint = throughText(part.checkpoint().orElseThrow());
            part = solver.get().saveAt(times).stepLimit(7 + pieces++).resume(checkpoint);
            saved.addAll(part.saved());
            events.addAll(part.events());
        }
        assertThat(pieces).isGreaterThan(3);
        assertThat(part.state()).isEqualTo(whole.state());
        assertThat(part.statistics().accepted()).isEqualTo(whole.statistics().accepted());
        assertThat(part.statistics().rejected()).isEqualTo(whole.statistics().rejected());
        assertThat(saved).hasSameSizeAs(whole.saved());
        for (int i = 0; i < saved.size(); i++)
            assertThat(saved.get(i).state()).isEqualTo(whole.saved().get(i).state());
        assertThat(events.stream().map(Occurrence::t))
                .isEqualTo(whole.events().stream().map(Occurrence::t).toList());
    }

    private static Checkpoint<double[]> throughText(Checkpoint<double[]> from) {
        var states = from.states().stream().map(CheckpointTest::throughText).toList();
        return new Checkpoint<>(
                from.method(),
                Double.parseDouble(Double.toString(from.t())),
                states,
                from.numbers(),
                from.controller(),
                from.events(),
                from.done());
    }

    private static double[] throughText(double[] state) {
        return Arrays.stream(state)
                .mapToObj(Double::toString)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void aSolveOfTenMillionStepsIsCancelledAtOnceAndGoesOnBitForBit() {
        int steps = 10_000_000;
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(1), (t, y, into) -> into[0] = Math.cos(t) * y[0], 0, 1000, new double[] {1});
        Supplier<Solver<double[]>> solver = () -> Solver.of(problem, ExplicitMethods.MIDPOINT)
                .controller(StepSizeController.fixed(1000.0 / steps))
                .stepLimit(2L * steps);
        Solution<double[]> cancelled;
        long late;
        int tries = 0;
        do { // again where another process had the processor
            long asked = System.nanoTime() + 100_000_000;
            cancelled =
                    solver.get().cancellation(() -> System.nanoTime() > asked).solve();
            late = System.nanoTime() - asked;
        } while (late >= 100_000_000 && ++tries < 20);
        assertThat(late).isLessThan(100_000_000);
        assertThat(cancelled.termination().reason()).isEqualTo(Reason.CANCELLED);
        assertThat(cancelled.statistics().accepted()).isBetween(1L, steps - 1L);
        var resumed = solver.get().resume(cancelled.checkpoint().orElseThrow()).requireEnd();
        assertThat(resumed.statistics().accepted()).isEqualTo(steps);
        assertThat(resumed.state()).isEqualTo(solver.get().solve().state());
    }

    @Test
    void denseOutputOfAResumedSolveBeginsAtTheCheckpoint() {
        var part = lorenz().stepLimit(50).solve();
        var resumed = lorenz().dense().resume(part.checkpoint().orElseThrow());
        assertThat(resumed.at(part.time())).isEqualTo(part.state());
        assertThatThrownBy(() -> resumed.at(0)).hasMessageContaining("time 0.0: expected one of " + part.time());
    }

    @Test
    void checkpointsThatDoNotFitAreRefused() {
        var checkpoint = lorenz().stepLimit(50).solve().checkpoint().orElseThrow();
        var dp5 = Solver.of(Problems.lorenz().problem(), ExplicitMethods.DP5);
        assertThatThrownBy(() -> dp5.resume(checkpoint)).hasMessage("checkpoint of method tsit5: expected one of dp5");
        var shorter =
                Solver.of(Problems.lorenz().problem().between(0, 0.1, new double[] {1, 1, 1}), ExplicitMethods.TSIT5);
        assertThatThrownBy(() -> shorter.resume(checkpoint))
                .hasMessageMatching("checkpoint at t = \\d\\.\\d+: expected a time of 0.0 ... 0.1");
        var watching = lorenz().event(Event.of("wing", (_, y) -> y[0]));
        assertThatThrownBy(() -> watching.resume(checkpoint))
                .hasMessage("checkpoint with 0 events: expected those of the solver, 1");
    }
}

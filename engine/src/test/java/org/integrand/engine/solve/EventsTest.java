package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.integrand.engine.AnyMethod;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Direction;
import org.integrand.engine.event.Event;
import org.integrand.engine.event.EventFunction;
import org.integrand.engine.event.Occurrence;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final double GRAVITY = 9.81;
    private static final double RESTITUTION = 0.9;

    static List<AnyMethod> adaptive() {
        return AnyMethod.adaptive();
    }

    /// A ball falls from a height of 1 m; height and velocity.
    private static InitialValueProblem<double[]> ball(double end) {
        return new InitialValueProblem<>(
                DoubleSpace.of(2),
                (_, y, into) -> {
                    into[0] = y[1];
                    into[1] = -GRAVITY;
                },
                0,
                end,
                new double[] {1, 0});
    }

    private static Event<double[]> bounce() {
        return Event.<double[]>of("bounce", (_, y) -> y[0]).falling().reset((_, y) -> y[1] *= -RESTITUTION);
    }

    /// y = t
    private static Solver<double[]> ramp(double start, double end) {
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(1), (_, _, into) -> into[0] = 1, start, end, new double[] {start});
        return Solver.of(problem, ExplicitMethods.EULER).controller(StepSizeController.fixed(Math.abs(end - start)));
    }

    private static Event<double[]> at(double level) {
        return Event.of("at " + level, (_, y) -> y[0] - level);
    }

    /// y = cos t
    private static InitialValueProblem<double[]> oscillator(double end) {
        return new InitialValueProblem<>(
                DoubleSpace.of(2),
                (_, y, into) -> {
                    into[0] = y[1];
                    into[1] = -y[0];
                },
                0,
                end,
                new double[] {1, 0});
    }

    /// The time of bounce n = 1, 2, ... : fall time f, then flights of 2 f r^k.
    private static double bounceTime(int n) {
        double fall = Math.sqrt(2 / GRAVITY);
        double sum = fall;
        for (int k = 1; k < n; k++) sum += 2 * fall * Math.pow(RESTITUTION, k);
        return sum;
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void aBallBouncesFiftyTimesWhenItShould(AnyMethod method) {
        // all solve a parabola without an error; but BDF, whose steps grow tenfold, carries on what rounding left
        double tolerance = method.name().equals("bdf") ? 1e-14 : 1e-9;
        double allowed = 1e-12;
        double end = 0.5 * (bounceTime(50) + bounceTime(51));
        var solution = method.on(ball(end))
                .tolerance(tolerance, tolerance)
                .event(bounce())
                .dense()
                .solve()
                .requireEnd();
        assertThat(solution.events()).hasSize(50);
        double speed = Math.sqrt(2 * GRAVITY);
        for (int n = 1; n <= 50; n++) {
            var event = solution.events().get(n - 1);
            double exact = bounceTime(n);
            assertThat(event.t()).as("bounce " + n).isCloseTo(exact, offset(allowed * exact));
            assertThat(event.state()[0]).isLessThanOrEqualTo(0).isCloseTo(0, within(1e-13));
            assertThat(event.state()[1]).isCloseTo(-speed * Math.pow(RESTITUTION, n - 1), within(10 * allowed));
            assertThat(event.direction()).isEqualTo(Direction.FALLING);
            // dense output goes on from the state after the bounce, and stays above the ground
            assertThat(solution.at(event.t())[1]).isEqualTo(-RESTITUTION * event.state()[1]);
        }
        for (double t = 0; t < end; t += end / 1000)
            assertThat(solution.at(t)[0]).isGreaterThan(-1e-13);
    }

    /// An apsis is where r v = 0. A solution that is off by e there crosses at a time off by e |grad g|
    /// / |g'|, which is
    /// 1.36 e near and 4.49 e far from the centre; the event adds nothing to that.
    @ParameterizedTest
    @MethodSource("adaptive")
    void apsidesOfAnOrbitAreFoundAlternatelyAndAsExactlyAsTheSolutionIs(AnyMethod method) {
        double tolerance = method.low() ? 1e-6 : 1e-10;
        EventFunction<double[]> g = (_, y) -> y[0] * y[2] + y[1] * y[3];
        var solution = method.on(Problems.keplerPeriods(3).problem())
                .tolerance(tolerance, tolerance)
                .event(Event.of("apsis", g))
                .dense()
                .solve()
                .requireEnd();
        assertThat(solution.events().size()).isBetween(6, 7); // the one at the very end may be missed by rounding
        for (int i = 0; i < 6; i++) {
            var event = solution.events().get(i);
            boolean near = i % 2 == 0;
            double[] there = solution.at(i * Math.PI);
            double[] exact = near ? new double[] {0.4, 0, 0, 2} : new double[] {-1.6, 0, 0, -0.5};
            double error = 0;
            for (int c = 0; c < 4; c++) error = Math.hypot(error, there[c] - exact[c]);
            assertThat(event.t()).isCloseTo(i * Math.PI, within((near ? 1.4 : 4.6) * error + 1e-14));
            assertThat(event.direction()).isEqualTo(near ? Direction.RISING : Direction.FALLING);
            double after = near ? 1 : -1;
            assertThat(after * g.value(event.t(), event.state())).isGreaterThanOrEqualTo(0);
            double earlier = event.t() * (1 - 1e-12);
            if (i > 0)
                assertThat(after * g.value(earlier, solution.at(earlier))).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verner7", "dop853", "verner9", "gbs"})
    void stepsWhoseEndsShowNoEventCostNoDenseOutput(String name) {
        var method =
                adaptive().stream().filter(m -> m.name().equals(name)).findAny().orElseThrow();
        var problem = Problems.keplerPeriods(3).problem();
        Supplier<Solver<double[]>> solver = () -> method.on(problem).tolerance(1e-10, 1e-10);
        double bare = solver.get().solve().statistics().evaluations();
        var far = solver.get().event(Event.of("far", (_, y) -> y[0] - 3)).solve();
        assertThat(far.statistics().evaluations()).isLessThan(Math.round(1.05 * bare + 40));
        var axis = solver.get().event(Event.of("axis", (_, y) -> y[0])).solve();
        assertThat(axis.events()).hasSize(6);
        assertThat(axis.statistics().evaluations()).isLessThan(Math.round((name.equals("gbs") ? 1.6 : 1.25) * bare));
    }

    @Test
    void eventsDoNotChangeTheStepsWhenTheyAreOnlyNoted() {
        var solver = Solver.of(Problems.lorenz().problem(), ExplicitMethods.TSIT5);
        double[] plain = solver.solve().state();
        var watched =
                solver.event(Event.<double[]>of("wing", (_, y) -> y[2] - 25)).solve();
        assertThat(watched.events()).hasSizeGreaterThan(5);
        assertThat(watched.state()).isEqualTo(plain);
    }

    @Test
    void severalEventsOfOneStepHappenInTheOrderOfTime() {
        var solution = ramp(0, 1)
                .event(at(0.75))
                .event(at(0.5))
                .event(at(0.3000001))
                .event(at(0.3))
                .solve();
        assertThat(solution.events())
                .extracting(Occurrence::event)
                .containsExactly("at 0.3", "at 0.3000001", "at 0.5", "at 0.75");
        assertThat(solution.events().get(0).t()).isCloseTo(0.3, within(1e-15));
        assertThat(solution.statistics().accepted()).isEqualTo(1);
    }

    @Test
    void aResetTakesAwayWhatWouldHaveFollowedInItsStepAndTheGridIsStillMet() {
        var solution = ramp(0, 1)
                .event(at(0.75))
                .event(at(0.5).reset((_, y) -> y[0] = -1))
                .saveSteps()
                .solve();
        assertThat(solution.events()).extracting(Occurrence::event).containsExactly("at 0.5");
        assertThat(solution.state()[0]).isCloseTo(-0.5, within(1e-15));
        assertThat(solution.saved().stream().mapToDouble(Sample::t).toArray())
                .containsExactly(new double[] {0, 0.5, 0.5, 1}, within(3e-16));
        assertThat(solution.saved().get(1).state()[0]).isCloseTo(0.5, within(3e-16));
        assertThat(solution.saved().get(2).state()).containsExactly(-1);
    }

    @Test
    void coincidingResetsAreBothDoneInTheirOrder() {
        var solution = ramp(0, 1)
                .event(at(0.5).reset((_, y) -> y[0] += 1))
                .event(Event.<double[]>of("again", (t, _) -> t - 0.5).reset((_, y) -> y[0] *= 10))
                .solve();
        assertThat(solution.events()).extracting(Occurrence::event).containsExactly("at 0.5", "again");
        assertThat(solution.state()[0]).isCloseTo(15.5, within(1e-12));
    }

    @Test
    void aTerminalEventEndsTheSolveWhereItHappens() {
        var solution = Solver.of(ball(10), ExplicitMethods.TSIT5)
                .event(Event.<double[]>of("ground", (_, y) -> y[0]).stop())
                .dense()
                .solve()
                .requireEnd();
        assertThat(solution.termination().reason()).isEqualTo(Reason.EVENT);
        assertThat(solution.termination().message()).startsWith("stopped by event ground at t = 0.45");
        assertThat(solution.time()).isCloseTo(bounceTime(1), offset(1e-15));
        assertThat(solution.state()[1]).isCloseTo(-Math.sqrt(2 * GRAVITY), within(1e-14));
        assertThat(solution.at(solution.time())).isEqualTo(solution.state());
        assertThatThrownBy(() -> solution.at(1)).hasMessageContaining("time 1.0");
    }

    @Test
    void anEventAtTheStartIsNotedAndResetsButDoesNotStop() {
        var start = ramp(0, 1).event(at(0).rising().stop()).event(at(0.5)).solve();
        assertThat(start.termination().reason()).isEqualTo(Reason.REACHED_END);
        assertThat(start.events())
                .extracting(Occurrence::t)
                .satisfiesExactly(
                        t -> assertThat(t).isZero(), t -> assertThat(t).isCloseTo(0.5, within(3e-16)));
        assertThat(ramp(0, 1).event(at(0).falling()).solve().events()).isEmpty();
        var reset =
                ramp(0, 1).event(at(0).reset((_, y) -> y[0] = 7)).saveSteps().solve();
        assertThat(reset.events()).hasSize(1);
        assertThat(reset.state()[0]).isEqualTo(8);
        assertThat(reset.statistics().accepted()).isEqualTo(1);
    }

    @Test
    void anEventAtTheVeryEndHappens() {
        assertThat(ramp(0, 1).event(at(1)).solve().events()).hasSize(1);
        var stopped = ramp(0, 1).event(at(1).stop()).solve();
        assertThat(stopped.termination().reason()).isEqualTo(Reason.EVENT);
        assertThat(stopped.time()).isEqualTo(1);
    }

    @Test
    void directionsAreThoseOfTheSolveAlsoBackwards() {
        for (var direction : Direction.values()) {
            var event =
                    new Event<double[]>("zero", (_, y) -> y[0], direction, at(0).action(), Double.POSITIVE_INFINITY);
            var forwards = Solver.of(oscillator(10), ExplicitMethods.TSIT5)
                    .tolerance(1e-12, 1e-12)
                    .event(event)
                    .solve();
            double[] expected = switch (direction) {
                case FALLING -> new double[] {0.5, 2.5};
                case RISING -> new double[] {1.5};
                case EITHER -> new double[] {0.5, 1.5, 2.5};
            };
            assertThat(forwards.events().stream()
                            .mapToDouble(e -> e.t() / Math.PI)
                            .toArray())
                    .containsExactly(expected, within(1e-10));
            var backwards = Solver.of(oscillator(-10), ExplicitMethods.TSIT5)
                    .tolerance(1e-12, 1e-12)
                    .event(event)
                    .solve();
            assertThat(backwards.events().stream()
                            .mapToDouble(e -> -e.t() / Math.PI)
                            .toArray())
                    .containsExactly(expected, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void twoSignChangesWithinAStepAreFoundThoughItsEndsAgree(AnyMethod method) {
        // cos t + 1 - depth is negative for a short time around pi only
        double tolerance = method.low() ? 1e-9 : 1e-10;
        for (double depth : method.low() ? new double[] {1e-2, 1e-4} : new double[] {1e-2, 1e-4, 1e-6}) {
            var solution = method.on(oscillator(6))
                    .tolerance(tolerance, tolerance)
                    .event(Event.of("low", (_, y) -> y[0] + 1 - depth))
                    .solve()
                    .requireEnd();
            double half = Math.acos(1 - depth);
            assertThat(solution.events()).as("depth " + depth).hasSize(2);
            double allowed = 1e3 * tolerance / half; // g' is sin half there
            assertThat(solution.events().get(0).t()).isCloseTo(Math.PI - half, within(allowed));
            assertThat(solution.events().get(1).t()).isCloseTo(Math.PI + half, within(allowed));
            assertThat(solution.events().get(0).direction()).isEqualTo(Direction.FALLING);
            assertThat(solution.events().get(1).direction()).isEqualTo(Direction.RISING);
        }
    }

    @Test
    void aCheckIntervalFindsWhatIsTooBriefForTheSteps() {
        // ten short pulses in a single step
        Event<double[]> pulses = Event.of("pulse", (_, y) -> Math.sin(2 * Math.PI * 10 * y[0]) - 0.9);
        assertThat(ramp(0, 1).event(pulses.rising()).solve().events()).hasSizeLessThan(10);
        assertThat(ramp(0, 1).event(pulses.rising().checkEvery(0.01)).solve().events())
                .hasSize(10);
    }

    @Test
    void anEventThatThrowsOrIsNotANumberNamesItselfTimeAndStep() {
        var thrown = catchThrowableOfType(
                SolveException.class,
                () -> ramp(0, 1)
                        .event(Event.<double[]>of("odd", (t, _) -> t > 0.3 ? Double.NaN : 1))
                        .solve());
        assertThat(thrown)
                .hasMessage("step 1 from t = 0.0 to 1.0: event odd threw at t = 0.5:"
                        + " java.lang.IllegalStateException: g is NaN: expected a finite number");
        assertThat(thrown.solution().time()).isZero();
        assertThatThrownBy(() -> ramp(0, 1)
                        .event(at(0.5).reset((_, y) -> y[0] = Double.NaN))
                        .solve())
                .hasMessageContaining("event at 0.5 threw at t = 0.5")
                .hasMessageContaining("state of norm NaN after the reset");
        assertThatThrownBy(() -> at(0).checkEvery(0))
                .hasMessage("check interval 0.0 of event at 0.0: expected a length > 0");
        assertThatThrownBy(() -> ramp(0, 1).event(at(0)).event(at(0)))
                .hasMessageContaining("second event named at 0.0");
    }

    static List<Solver<double[]>> stiff() {
        VectorField<double[]> decay = (_, y, into) -> into[0] = -y[0];
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), decay, 0, 4, new double[] {1});
        return List.of(
                Solver.of(problem, StiffMethods.RODAS5P),
                Solver.of(problem, StiffMethods.BDF),
                Solver.of(problem, StiffMethods.RADAU5));
    }

    @ParameterizedTest
    @MethodSource("stiff")
    void stiffMethodsGoOnAfterAReset(Solver<double[]> solver) {
        var solution = solver.tolerance(1e-9, 1e-9)
                .event(Event.<double[]>of("half", (_, y) -> y[0] - 0.5).reset((_, y) -> y[0] = 1))
                .solve()
                .requireEnd();
        assertThat(solution.events()).hasSize(5);
        for (int i = 0; i < 5; i++)
            assertThat(solution.events().get(i).t()).isCloseTo((i + 1) * Math.log(2), within(3e-7));
    }
}

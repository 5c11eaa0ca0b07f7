package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Interrupt;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong while a solve runs: the reason in one line, with time and step, and what was done is kept.
class SolveFailureTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session solve(String... arguments) {
        var all = new ArrayList<>(List.of("solve", "--json"));
        all.addAll(List.of(arguments));
        return Session.run(all.toArray(String[]::new));
    }

    /// x' = sqrt(1 - t) is not a number after t = 1.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tsit5",
                "dp5",
                "bs3",
                "dop853",
                "verner7",
                "verner9",
                "gbs",
                "adams",
                "rkc2",
                "auto",
                "rodas4",
                "rodas5p",
                "radau5",
                "kvaerno3",
                "kvaerno5",
                "kencarp4",
                "bdf"
            })
    void aFieldThatStopsBeingFiniteEndsTheSolveThere(String method) {
        var session =
                solve("--set", "equations.x=sqrt(1 - t)", "--set", "initial.x=0", "--to", "2", "--method", method);
        assertThat(session.code()).isEqualTo(1);
        var json = session.json();
        assertThat(json.get("termination").asString()).isEqualTo("non-finite-state");
        assertThat(json.get("t").doubleValue()).isCloseTo(1, within(1e-9));
        assertThat(json.get("y").get("x").doubleValue()).isCloseTo(2.0 / 3, within(1e-3));
        assertThat(session.err())
                .matches("integrand: the step to [\\d.]+ is not finite.* at t = [\\d.E-]+ after \\d+ steps .*\\R");
        assertThat(json.get("error").asString()).isEqualTo(session.err().strip().substring("integrand: ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dop853", "bdf"})
    void anEventThatFailsEndsTheSolveAndTheReportKeepsWhatWasDone(String method) throws IOException {
        var out = folder.resolve("report");
        var session = solve(
                "--set",
                "equations.x=-x",
                "--set",
                "initial.x=1",
                "--to",
                "2",
                "--method",
                method,
                "--set",
                "events=[{when: 'log(1 - t) + 9', name: late}]",
                "--points",
                "21",
                "--out",
                out.toString());
        assertThat(session.code()).isEqualTo(1);
        var json = session.json();
        assertThat(json.get("termination").asString()).isEqualTo("field-failed");
        assertThat(json.get("message").asString())
                .matches("step \\d+ from t = [\\d.]+ to [\\d.]+: event late threw at t = 1[\\d.]*: .*"
                        + "g is NaN: expected a finite number");
        double t = json.get("t").doubleValue();
        assertThat(t).isBetween(0.1, 1.0);
        assertThat(json.get("y").get("x").doubleValue()).isCloseTo(Math.exp(-t), within(1e-4));
        assertThat(json.get("saved").get("t").size()).isBetween(2, 11);
        assertThat(Files.readString(out.resolve("solution.csv")).lines().count())
                .isEqualTo(1 + json.get("saved").get("t").size());
        assertThat(Files.readString(out.resolve("report.json"))).contains("event late threw");
    }

    /// The sum of x and y dies out, their difference stays: the Jacobian has rank one everywhere.
    @ParameterizedTest
    @ValueSource(strings = {"rodas4", "rodas5p", "radau5", "kvaerno5", "kencarp4", "bdf", "auto"})
    void aSingularJacobianIsNoHindrance(String method) {
        var json = solve(
                        "--set",
                        "equations={x: -1000*(x + y), y: -1000*(x + y)}",
                        "--set",
                        "initial={x: 2, y: 1}",
                        "--to",
                        "1",
                        "--method",
                        method)
                .json();
        assertThat(json.get("termination").asString()).isEqualTo("reached-end");
        assertThat(json.get("y").get("x").doubleValue()).isCloseTo(0.5, within(1e-5));
        assertThat(json.get("y").get("y").doubleValue()).isCloseTo(-0.5, within(1e-5));
    }

    /// d x' / d x = -1 / (2 sqrt(x)) is infinite at the start.
    @ParameterizedTest
    @ValueSource(strings = {"rodas4", "rodas5p", "radau5", "kvaerno5"})
    void aJacobianThatIsNotFiniteEndsTheSolveThere(String method) {
        var session =
                solve("--set", "equations.x=1 - sqrt(x)", "--set", "initial.x=0", "--to", "1", "--method", method);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.json().get("termination").asString()).isEqualTo("non-finite-state");
        assertThat(session.err()).contains("not finite, or its equations could not be solved at t = 0.0 after 0 steps");
    }

    /// Two events in one long step, and two at once: in the order of time, those at once in the order of the job;
    /// `set` of both sees the state before it.
    @Test
    void severalEventsInOneStepHappenInOrder() {
        var json = solve(
                        "--set",
                        "equations={x: 1, y: 0}",
                        "--set",
                        "initial={x: 0, y: 0}",
                        "--to",
                        "10",
                        "--method",
                        "dop853",
                        "--step",
                        "10",
                        "--set",
                        "events=[{when: x - 7, name: late}, {when: x - 3.5, name: early},"
                                + " {when: x - 5, name: jump, set: {y: 'y + 1'}}, {when: 2*x - 10, name: same, set: {y: '10*y'}}]")
                .json();
        var events = json.get("events");
        var names = new ArrayList<String>();
        events.forEach(event -> names.add(event.get("event").asString()));
        assertThat(names).containsExactly("early", "jump", "same", "late");
        double[] times = {3.5, 5, 5, 7};
        for (int k = 0; k < times.length; k++)
            assertThat(events.get(k).get("t").doubleValue()).isCloseTo(times[k], within(1e-11));
        assertThat(json.get("y").get("y").doubleValue()).isEqualTo(10);
        assertThat(json.get("accepted").intValue()).isEqualTo(2); // the change of y ends the first step
    }

    @Test
    void anInterruptKeepsWhatWasDoneAndTheSolveGoesOn() throws InterruptedException {
        var file = folder.resolve("state.json").toString();
        var interrupt = Interrupt.never();
        var later = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            interrupt.request();
        });
        String[] job = {"solve", "lorenz", "--json", "--to", "1e6", "--checkpoint", file};
        var stopped = Session.run(interrupt, job);
        later.join();
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.json().get("termination").asString()).isEqualTo("cancelled");
        double reached = stopped.json().get("t").doubleValue();
        assertThat(reached).isBetween(0.0, 1e6);
        var on = solve("lorenz", "--to", "1e6", "--resume", file, "--set", "stepLimit=100");
        assertThat(on.json().get("t").doubleValue()).isGreaterThan(reached);
    }

    @Test
    void moreBadInputIsRefusedInOneLine() {
        refused(
                "initial.x is missing: expected a number",
                "--set",
                "equations={x: y, y: -x}",
                "--set",
                "initial.y=1",
                "--to",
                "1");
        refused(
                "equations.x is NaN at t = 0.0: expected a finite number",
                "--set",
                "equations.x=log(x)",
                "--set",
                "initial.x=-1",
                "--to",
                "1");
        refused(
                "step: 1 parsec: unknown unit 'parsec': expected one such as m, kJ/mol or degC, see docs/units.md",
                "--set",
                "equations.x=1",
                "--set",
                "initial.x=1",
                "--to",
                "1",
                "--step",
                "1 parsec");
        refused("stepLimit 0: expected 1 ... 1.0E15", "lorenz", "--set", "stepLimit=0");
        refused("absolute tolerance -1.0: expected a finite number >= 0", "lorenz", "--absolute-tolerance", "-1");
    }

    private static void refused(String message, String... arguments) {
        var session = solve(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }
}

package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SolveCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session solve(String... more) {
        var all = new ArrayList<>(List.of("solve", "--json"));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private Session run(String job) throws IOException {
        return Session.run(
                "run", Files.writeString(folder.resolve("job.yaml"), job).toString(), "--json");
    }

    private static double number(JsonNode json, String... path) {
        var at = json;
        for (String key : path) at = at.get(key);
        return at.doubleValue();
    }

    @Test
    void aSystemWrittenAsTextIsSolved() throws IOException {
        var json = run("""
                command: solve
                equations: {x: "s*(y - x)", y: "x*(r - z) - y", z: "x*y - b*z"}
                parameters: {s: 10, r: 28, b: "8/3"}
                initial: {x: 1, y: 1, z: 1}
                from: 0
                to: 10
                method: tsit5
                relativeTolerance: 1e-10
                absoluteTolerance: 1e-12
                jacobian: auto
                """).json();
        assertThat(number(json, "y", "x")).isCloseTo(-4.9026875411351325, within(1e-7));
        assertThat(number(json, "y", "y")).isCloseTo(-3.7438729218027382, within(1e-7));
        assertThat(number(json, "y", "z")).isCloseTo(24.69085810279202, within(1e-7));
        assertThat(number(json, "t")).isEqualTo(10);
        assertThat(json.get("termination").asString()).isEqualTo("reached-end");
        for (String count : List.of("evaluations", "accepted", "rejected", "jacobians", "factorizations"))
            assertThat(json.get(count).isIntegralNumber()).as(count).isTrue();
        assertThat(number(json, "seconds")).isPositive();
    }

    /// Errors within a hundred tolerances, times how much the problem itself makes of a small change.
    @ParameterizedTest
    @CsvSource({
        "brusselator, 1, tsit5 dp5 adams gbs dop853 verner7 verner9 auto rodas5p bdf",
        "rigid-body, 1, tsit5 dp5 adams gbs dop853 verner7 verner9 auto rodas5p",
        "lorenz, 300, tsit5 dp5 adams gbs dop853 verner7 verner9 auto rodas5p bdf",
        "kepler, 200, tsit5 dp5 gbs dop853 verner7 verner9 auto rodas5p",
        "kepler, 400, adams",
        "arenstorf, 1e5, tsit5 dp5 adams gbs dop853 verner7 verner9 auto rodas5p",
        "pleiades, 2000, tsit5 dp5 adams gbs dop853 verner9 auto",
        "robertson, 1, rodas5p rodas4 bdf auto radau5 kvaerno5 kencarp5",
        "hires, 1, rodas5p rodas4 bdf auto radau5 kvaerno4 kvaerno5 kencarp4 kencarp5",
        "oregonator, 100, rodas5p bdf auto radau5",
        "van-der-pol, 10, rodas5p bdf auto radau5",
        "pollution, 1, rodas5p bdf auto radau5",
        "brusselator-1d, 1, rodas5p bdf auto radau5 kencarp4"
    })
    void classicalProblemsReachTheirKnownEnd(String problem, double condition, String methods) {
        for (String method : methods.split(" ", -1)) {
            for (double tolerance : new double[] {1e-4, 1e-7, 1e-10}) {
                var json = solve(
                                problem,
                                "--method",
                                method,
                                "--relative-tolerance",
                                Double.toString(tolerance),
                                "--absolute-tolerance",
                                Double.toString(problem.equals("robertson") ? tolerance * 1e-4 : tolerance * 1e-2))
                        .json();
                assertThat(number(json, "referenceError"))
                        .as("%s by %s at %s", problem, method, tolerance)
                        .isLessThan(100 * condition * tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-4", "1e-6"})
    void diffusionOnAGridIsSolvedWithoutAMatrix(double tolerance) {
        for (String method : List.of("rkc2", "rock2")) {
            var json = solve(
                            "brusselator-1d",
                            "--method",
                            method,
                            "--relative-tolerance",
                            Double.toString(tolerance),
                            "--absolute-tolerance",
                            Double.toString(tolerance * 1e-2))
                    .json();
            assertThat(number(json, "referenceError")).as(method).isLessThan(100 * tolerance);
            assertThat(number(json, "factorizations")).isZero();
        }
    }

    static List<String> problems() {
        return ProblemLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemOfTheLibraryReachesItsEnd(String problem) {
        var json = solve(problem).json();
        assertThat(json.path("termination").asString("")).as(json.toString()).isEqualTo("reached-end");
        assertThat(json.get("problem").asString()).isEqualTo(problem);
    }

    @Test
    void keysOfTheJobChangeAProblemOfTheLibrary() {
        var json =
                solve("brusselator-1d", "--set", "parameters.N=10", "--to", "1").json();
        assertThat(json.get("y").get("u").size()).isEqualTo(10);
        assertThat(json.has("referenceError")).isFalse();
    }

    @Test
    void timeRunsBackwardsToo() throws IOException {
        var json = run("""
                command: solve
                equations: {x: "-x + t"}
                initial: {x: "exp(-2) + 1"}
                from: 2
                to: "1 - 1"
                """).json();
        // x = exp(-t) + t - 1
        assertThat(number(json, "y", "x")).isCloseTo(0, within(1e-5));
        assertThat(number(json, "t")).isZero();
    }

    /// Bounce k is at sqrt(2/g) (1 + 2 (r + ... + r^(k-1) + r^k)) - the last flight counted once.
    @Test
    void eventsAreFoundAndAct() {
        var json = solve("bouncing-ball", "--relative-tolerance", "1e-10").json();
        double fall = Math.sqrt(2 / 9.81);
        double expected = fall;
        double speed = 1;
        var events = json.get("events");
        assertThat(events.size()).isGreaterThan(9);
        for (JsonNode event : events) {
            assertThat(number(event, "t")).isCloseTo(expected, within(1e-11 * expected));
            assertThat(event.get("event").asString()).isEqualTo("bounce");
            assertThat(event.get("direction").asString()).isEqualTo("falling");
            assertThat(number(event, "y", "v")).isCloseTo(-speed * 9.81 * fall, within(1e-9));
            speed *= 0.9;
            expected += 2 * speed * fall;
        }
    }

    @Test
    void aTerminalEventEndsTheSolve() throws IOException {
        var json = run("""
                command: solve
                equations: {x: v, v: -x}
                initial: {x: 0, v: 1}
                to: 100
                relativeTolerance: 1e-10
                events: [{when: x - 0.5, direction: falling, terminal: true}, {when: v, name: top}]
                """).json();
        assertThat(json.get("termination").asString()).isEqualTo("event");
        assertThat(number(json, "t")).isCloseTo(5 * Math.PI / 6, within(1e-9));
        assertThat(json.get("events").get(0).get("event").asString()).isEqualTo("top");
        assertThat(json.get("events").get(1).get("event").asString()).isEqualTo("x - 0.5");
    }

    @Test
    void statesAreKeptWhereTheJobAsks() throws IOException {
        var json = run("""
                command: solve
                equations: {x: v, v: -x, "w[i=1..2]": "i"}
                initial: {x: 0, v: 1, "w[i]": 0}
                outputs: {energy: "(x^2 + v^2)/2"}
                to: 3
                saveAt: [0, 1, 2.5]
                relativeTolerance: 1e-10
                """).json();
        var saved = json.get("saved");
        assertThat(saved.get("t").toString()).isEqualTo("[0.0,1.0,2.5]");
        assertThat(saved.get("y").get("x").get(2).doubleValue()).isCloseTo(Math.sin(2.5), within(1e-8));
        assertThat(saved.get("y").get("w").get(1).get(1).doubleValue()).isCloseTo(2, within(1e-12));
        assertThat(saved.get("outputs").get("energy").get(1).doubleValue()).isCloseTo(0.5, within(1e-8));
        assertThat(number(json, "outputs", "energy")).isCloseTo(0.5, within(1e-8));

        var file = folder.resolve("x.csv").toString();
        assertThat(solve("pendulum", "--points", "11", "--solution", file).code())
                .isZero();
        double[][] rows = NumberFile.read(Path.of(file));
        assertThat(rows.length).isEqualTo(11);
        assertThat(rows[10][0]).isEqualTo(10);
        assertThat(rows[0]).containsExactly(0, Math.PI / 2, 0, -9.80665 * Math.cos(Math.PI / 2));
    }

    @Test
    void theReportShowsTheSolution() throws IOException {
        var out = folder.resolve("report");
        var session = Session.run("solve", "brusselator-1d", "--set", "parameters.N=20", "--out", out.toString());
        assertThat(session.code()).isZero();
        assertThat(session.out()).contains("reached-end", "rodas5p: ", " Jacobians", "and 20 more");
        assertThat(out.toFile().list())
                .contains(
                        "solution.csv", "solution.npy", "components.png", "phase.svg", "profile-u.png", "report.json");
        assertThat(Files.readString(out.resolve("solution.csv"))).startsWith("t,u[1],v[1],u[2]");
        var again = Session.run("run", reportedJob(out), "--json").json();
        assertThat(again.path("termination").asString("")).isEqualTo("reached-end");
    }

    private String reportedJob(Path out) throws IOException {
        var job = tools.jackson.databind.json.JsonMapper.shared()
                .readTree(Files.readString(out.resolve("report.json")))
                .get("job");
        return Files.writeString(folder.resolve("again.json"), job.toString()).toString();
    }

    @Test
    void aSolveThatFailsKeepsWhatWasDone() {
        var limited = solve("lorenz", "--set", "stepLimit=10");
        assertThat(limited.code()).isEqualTo(1);
        assertThat(limited.json().get("termination").asString()).isEqualTo("step-limit");
        assertThat(limited.json().get("error").asString()).startsWith("all 10 allowed steps were attempted at t = ");
        assertThat(limited.err()).startsWith("integrand: all 10 allowed steps");
        assertThat(number(limited.json(), "t")).isBetween(0.0, 1.0);

        var pole = solve("--set", "equations.x=x^2", "--set", "initial.x=1", "--to", "2");
        assertThat(pole.code()).isEqualTo(1);
        assertThat(pole.json().get("termination").asString()).isEqualTo("step-size-underflow");
        assertThat(number(pole.json(), "t")).isCloseTo(1, within(1e-3));
    }

    private static void refused(String message, String... arguments) {
        var session = solve(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.json().get("error").asString()).isEqualTo(message);
    }

    private static void decay(String message, String... more) {
        var all = new ArrayList<>(List.of("--set", "equations.x=-x", "--set", "initial.x=1", "--to", "1"));
        all.addAll(List.of(more));
        refused(message, all.toArray(String[]::new));
    }

    @Test
    void badInputIsRefusedInOneLine() {
        decay("initial.x: \"NaN\": expected a number or a formula", "--set", "initial.x=.nan");
        decay("initial.x: 1/0 is Infinity: expected a finite number", "--set", "initial.x=1/0");
        decay("from and to are both 1.0: expected an interval of positive length", "--from", "1");
        decay("to: log(0) is -Infinity: expected a finite number", "--set", "to=log(0)");
        decay("absolute and relative tolerance are both 0: expected one of them > 0", "--relative-tolerance", "0");
        decay(
                "relative tolerance 1.0E-17: expected 0 or at least 1e-15 (machine precision)",
                "--relative-tolerance",
                "1e-17");
        decay("initial.y: there is no equation of y", "--set", "initial.y=1");
        decay("equations.x is Infinity at t = 0.0: expected a finite number", "--set", "equations.x=1/t");
        decay("unknown method 'tsit6': did you mean 'tsit5'?", "--method", "tsit6");
        decay(
                "method rk4 does not estimate its error: expected step, the length of its steps, or a method that does such"
                        + " as tsit5",
                "--method",
                "rk4");
        decay(
                "step: method bdf chooses its steps together with its order, leave it out",
                "--method",
                "bdf",
                "--step",
                "0.1");
        decay("step 0: expected more than 0", "--method", "rk4", "--step", "0");
        decay("saveAt 3.0: expected a time of 0.0 ... 1.0", "--save-at", "[0.5, 3]");
        decay(
                "saveAt 0.5 after 0.5: expected times in the direction of the solve, each once",
                "--save-at",
                "[0.5, 0.5]");
        decay("points: saveAt says already when to save, leave one of them out", "--points", "3", "--save-at", "[1]");
        decay("jacobian: method tsit5 needs none, leave it out", "--method", "tsit5", "--set", "jacobian=dense");
        decay(
                "events[0].set.z: there is no such variable: expected one of x",
                "--set",
                "events=[{when: x, set: {z: 1}}]");
        decay("jacobian.upper is missing: expected a whole number", "--set", "jacobian={lower: 1}", "--method", "bdf");
        refused("unknown problem 'lorentz': did you mean 'lorenz'?", "lorentz");
        refused("initial.x is missing: expected a number", "--set", "equations.x=-x", "--to", "1");
        refused("to is missing: expected a number or a formula", "--set", "equations.x=-x");
        refused("equations: problem lorenz has its own, leave one of them out", "lorenz", "--set", "equations.x=1");
        refused(
                "jacobian: lower 1, upper 2: expected at least 2 and 2, which the equations have",
                "brusselator-1d",
                "--set",
                "jacobian={type: banded, lower: 1, upper: 2}");
    }

    @Test
    void syntaxErrorsPointAtThePlace() {
        decay(
                "equations.x: 's*(y -': unknown name 's' at column 1: expected one of x, t, pi, e",
                "--set",
                "equations.x=s*(y - ");
        decay("equations.x: '2*(x -': expected a number, a name or '(' at column 7", "--set", "equations.x=2*(x - ");
        decay("equations.x: '2x': expected an operator or the end at column 2", "--set", "equations.x=2x");
        decay(
                "equations.x: 'sine(x)': unknown function 'sine' at column 1: did you mean 'sin'?",
                "--set",
                "equations.x=sine(x)");
        decay("parameters.k: '3 +': expected a number, a name or '(' at column 4", "--set", "parameters.k='3 +'");
        decay("outputs.f: 'y': unknown name 'y' at column 1: expected one of x, t, pi, e", "--set", "outputs.f=y");
        decay("events[0].when: '': expected a number, a name or '(' at column 1", "--set", "events=[{when: ''}]");
        decay("to: 'soon': unknown name 'soon' at column 1: expected one of pi, e", "--set", "to=soon");
    }
}

package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Equations with noise, through the command.
class SolveNoiseTest {
    /// The variable w is the path itself, so that the closed form of the same path is an output.
    private static final String GROWTH = """
            command: solve
            equations: {x: "mu*x", w: "0"}
            parameters: {mu: 0.1, s: 0.4}
            noise: {x: {W: "s*x"}, w: {W: 1}}
            initial: {x: 1, w: 0}
            outputs: {ito: "exp((mu - s^2/2)*t + s*w)", stratonovich: "exp(mu*t + s*w)"}
            to: 1
            """;

    private static final String ORNSTEIN_UHLENBECK = """
            command: solve
            equations: {x: "-x"}
            noise: {x: 0.8}
            initial: {x: 1}
            to: 1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Session run(String job, String... more) throws IOException {
        return Session.run(
                "run",
                Files.writeString(folder.resolve("job.yaml"), job + String.join("\n", more))
                        .toString(),
                "--json");
    }

    private static double at(JsonNode json, String place) {
        return json.at(place).doubleValue();
    }

    /// Root mean square over eight paths of the distance from the closed form of the same path.
    private double strongError(String output, String method, String calculus, String step) throws IOException {
        double sum = 0;
        for (int path = 0; path < 8; path++) {
            var json = run(GROWTH, "method: " + method, "calculus: " + calculus, "step: " + step, "path: " + path)
                    .json();
            sum += Math.pow(at(json, "/y/x") - at(json, "/outputs/" + output), 2);
        }
        return Math.sqrt(sum / 8);
    }

    @ParameterizedTest
    @CsvSource({
        "ito, milstein, ito, 3e-3", "stratonovich, milstein, stratonovich, 3e-3",
        "stratonovich, heun, stratonovich, 3e-3", "ito, euler-maruyama, ito, 3e-2"
    })
    void pathsAreThoseOfTheClosedFormInTheSenseThatIsAsked(String output, String method, String calculus, double most)
            throws IOException {
        double error = strongError(output, method, calculus, "1/256");
        assertThat(error).isPositive().isLessThan(most);
        String other = output.equals("ito") ? "stratonovich" : "ito";
        assertThat(strongError(other, method, calculus, "1/256")).isGreaterThan(0.05);
    }

    @Test
    void smallerStepsStayOnThePathAndConvergeWithOrderOne() throws IOException {
        double coarse = strongError("ito", "milstein", "ito", "1/16");
        double fine = strongError("ito", "milstein", "ito", "1/256");
        assertThat(Math.log(coarse / fine) / Math.log(16)).isBetween(0.75, 1.3);
    }

    @Test
    void stepsAreChosenByTheTolerance() throws IOException {
        var loose = run(GROWTH).json();
        var tight = run(GROWTH, "relativeTolerance: 1e-5").json();
        assertThat(loose.get("method").asString()).isEqualTo("milstein");
        assertThat(loose.get("noise").asString()).isEqualTo("scalar");
        assertThat(loose.get("calculus").asString()).isEqualTo("ito");
        assertThat(at(tight, "/outputs/ito")).isCloseTo(at(loose, "/outputs/ito"), within(1e-12)); // the same path
        assertThat(at(tight, "/y/x")).isCloseTo(at(tight, "/outputs/ito"), within(1e-4));
        assertThat(at(tight, "/accepted")).isGreaterThan(10 * at(loose, "/accepted"));
    }

    @Test
    void meanAndDeviationOfGrowthAreThoseOfTheClosedForm() throws IOException {
        var json = run("""
                command: solve
                equations: {x: "0.1*x"}
                noise: {x: "0.4*x"}
                initial: {x: 1}
                outputs: {square: "x^2"}
                to: 1
                paths: 2000
                step: 1/64
                """).json();
        double mean = Math.exp(0.1);
        double square = Math.exp(0.2 + 0.16);
        assertThat(json.get("method").asString()).isEqualTo("milstein");
        assertThat(json.get("noise").asString()).isEqualTo("diagonal");
        assertThat(at(json, "/paths")).isEqualTo(2000);
        assertThat(at(json, "/mean/x")).isCloseTo(mean, within(4 * at(json, "/standardError/x")));
        assertThat(at(json, "/standardDeviation/x"))
                .isCloseTo(Math.sqrt(square - mean * mean), within(4 * at(json, "/standardDeviationError/x")));
        assertThat(at(json, "/outputs/mean/square"))
                .isCloseTo(square, within(4 * at(json, "/outputs/standardError/square")));
        assertThat(at(json, "/standardError/x")).isCloseTo(0.46 / Math.sqrt(2000), within(1e-3));
    }

    @Test
    void anOrnsteinUhlenbeckProcessHasItsVarianceAtTheAskedTimes() throws IOException {
        var json = run(ORNSTEIN_UHLENBECK, "paths: 1000", "saveAt: [0.25, 1]").json();
        assertThat(json.get("method").asString()).isEqualTo("sra3");
        assertThat(json.get("noise").asString()).isEqualTo("additive");
        double[] times = {0.25, 1};
        for (int k = 0; k < 2; k++) {
            double deviation = Math.sqrt(0.32 * -Math.expm1(-2 * times[k]));
            assertThat(at(json, "/saved/t/" + k)).isEqualTo(times[k]);
            assertThat(at(json, "/saved/mean/x/" + k))
                    .isCloseTo(Math.exp(-times[k]), within(4 * at(json, "/saved/standardError/x/" + k)));
            assertThat(at(json, "/saved/standardDeviation/x/" + k))
                    .isCloseTo(deviation, within(4 * at(json, "/saved/standardDeviationError/x/" + k)));
        }
        assertThat(at(json, "/saved/mean/x/1")).isEqualTo(at(json, "/mean/x"));
    }

    @Test
    void theSeedSaysWhichPaths() throws IOException {
        for (String paths : List.of("paths: 1", "paths: 40")) {
            String value = paths.endsWith("40") ? "/mean/x" : "/y/x";
            double one = at(run(ORNSTEIN_UHLENBECK, paths, "seed: 5").json(), value);
            assertThat(at(run(ORNSTEIN_UHLENBECK, paths, "seed: 5").json(), value))
                    .isEqualTo(one);
            assertThat(at(run(ORNSTEIN_UHLENBECK, paths, "seed: 6").json(), value))
                    .isNotEqualTo(one);
            assertThat(at(run(ORNSTEIN_UHLENBECK, paths, "seed: 5", "path: 9").json(), value))
                    .isNotEqualTo(one);
        }
    }

    @Test
    void theMeanIsThatOfThePathsOneByOne() throws IOException {
        double sum = 0;
        for (int path = 3; path < 7; path++)
            sum += at(run(ORNSTEIN_UHLENBECK, "path: " + path).json(), "/y/x");
        var together = run(ORNSTEIN_UHLENBECK, "paths: 4", "path: 3").json();
        assertThat(at(together, "/mean/x")).isCloseTo(sum / 4, within(1e-15));
    }

    /// The same process belongs to x whatever the method makes of the noise.
    @Test
    void allMethodsSeeTheSamePath() throws IOException {
        String pair = """
                command: solve
                equations: {x: "y", y: "-x - y"}
                noise: {y: 0.5}
                initial: {x: 1, y: 0}
                to: 1
                step: 1/1024
                calculus: stratonovich
                """;
        double exact = at(run(pair, "method: sra3").json(), "/y/x");
        for (String method : List.of("sra1", "milstein", "heun", "euler-maruyama"))
            assertThat(at(run(pair, "method: " + method).json(), "/y/x"))
                    .as(method)
                    .isCloseTo(exact, within(2e-3));
    }

    @Test
    void elementsOfAFamilyHaveProcessesOfTheirOwn() throws IOException {
        var json = run("""
                command: solve
                equations: {"u[i=1..N]": "-u[i]", z: "0"}
                parameters: {N: 6}
                noise: {"u[i]": "0.1*i", "u[4]": 0}
                initial: {"u[i]": 1, z: 1}
                to: 1
                paths: 400
                """).json();
        for (int i = 1; i <= 6; i++) {
            double deviation = (i == 4 ? 0 : 0.1 * i) * Math.sqrt(-Math.expm1(-2) / 2);
            assertThat(at(json, "/standardDeviation/u/" + (i - 1)))
                    .isCloseTo(deviation, within(0.17 * deviation + 1e-6));
        }
        assertThat(at(json, "/mean/u/3")).isCloseTo(Math.exp(-1), within(1e-6));
        assertThat(at(json, "/mean/z")).isEqualTo(1);
        assertThat(Arrays.stream(new int[] {0, 1, 2, 4, 5})
                        .mapToDouble(i -> at(json, "/mean/u/" + i))
                        .distinct())
                .hasSize(5);
    }

    @Test
    void processesThatAreSharedCorrelate() throws IOException {
        var json = run("""
                command: solve
                equations: {x: "0", y: "0"}
                noise: {x: {A: 1}, y: {A: 0.6, B: 0.8}}
                initial: {x: 0, y: 0}
                outputs: {product: "x*y"}
                to: 1
                step: 0.5
                paths: 2000
                """).json();
        assertThat(at(json, "/standardDeviation/y")).isCloseTo(1, within(4 * at(json, "/standardDeviationError/y")));
        assertThat(at(json, "/outputs/mean/product"))
                .isCloseTo(0.6, within(4 * at(json, "/outputs/standardError/product")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: 0.1 | additive | sra3 | ito",
                "x: {W: 0.1}, y: {W: t, V: 1} | additive | sra3 | ito",
                "x: 'x', y: 0.1 | diagonal | milstein | ito",
                "x: {W: 'x'}, y: {V: 'y'} | diagonal | milstein | stratonovich",
                "x: 'y' | scalar | milstein | ito",
                "x: {W: 'y'}, y: {W: 'x'} | scalar | milstein | ito",
                "x: 'floor(x)' | diagonal | milstein | ito",
                "x: 'y', y: 0.1 | general | euler-maruyama | ito",
                "x: {W: 'y'}, y: {V: 'x'} | general | heun | stratonovich"
            })
    void theMethodFollowsTheFormOfTheNoise(String noise, String kind, String method, String calculus)
            throws IOException {
        var json = run("""
                command: solve
                equations: {x: "-x", y: "-y"}
                noise: {%s}
                calculus: %s
                initial: {x: 1, y: 2}
                to: 0.1
                step: 0.01
                """.formatted(noise, calculus)).json();
        assertThat(json.get("noise").asString()).isEqualTo(kind);
        assertThat(json.get("method").asString()).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "noise: {x: y, y: x} | method euler-maruyama does not estimate its error: expected step, the length of its steps",
                "noise: {x: x}; method: euler-maruyama | method euler-maruyama does not estimate its error: expected step, the length of its steps, or a method that does such as milstein",
                "noise: {x: x}; method: sra1 | method sra1 is for noise that does not depend on the state, here it is diagonal in the sense of ito: expected one of milstein, euler-maruyama",
                "noise: {x: x}; method: heun | method heun is for calculus stratonovich, here it is diagonal in the sense of ito: expected one of milstein, euler-maruyama",
                "noise: {x: x}; calculus: stratonovich; method: euler-maruyama | method euler-maruyama is for calculus ito, here it is diagonal in the sense of stratonovich: expected one of milstein, heun",
                "noise: {x: y, y: x}; method: milstein | method milstein is for noise that commutes (one process, or each variable its own), here it is general in the sense of ito: expected euler-maruyama",
                "noise: {x: 1}; method: tsit5 | method tsit5 takes no noise: expected one of sra3, sra1, milstein, heun, euler-maruyama",
                "noise: {x: 1}; method: milstien | unknown method 'milstien': did you mean 'milstein'?",
                "method: milstein | method milstein is for equations with noise: expected noise as in noise: {x: \"0.1*x\"}, or another method such as tsit5",
                "paths: 10 | paths: there is no noise: expected noise as in noise: {x: \"0.1*x\"}, or leave it out",
                "path: 1 | path: there is no noise: expected noise as in noise: {x: \"0.1*x\"}, or leave it out",
                "calculus: ito | calculus: there is no noise: expected noise as in noise: {x: \"0.1*x\"}, or leave it out",
                "noise: {x: 1}; paths: 0 | paths 0: expected 1 ... 1,000,000,000",
                "noise: {x: 1}; calculus: skorohod | calculus: \"skorohod\": expected one of ito, stratonovich",
                "noise: {} | noise: expected at least one variable, as in {x: \"0.1*x\"}",
                "noise: {x: {}} | noise.x: expected at least one process, as in {W: 0.1}",
                "noise: {q: 1} | noise.q: there is no equation of q",
                "noise: {x: {W: q}} | noise.x.W: 'q': unknown name 'q' at column 1: expected one of x, y, t",
                "noise: {'x[1]': 1} | noise.x[1]: x is no family: expected x",
                "noise: {x: log(y - 2)} | noise.x is -Infinity at t = 0.0: expected a finite number",
                "noise: {x: 1}; from: 2 | to 1.0: noise runs forwards: expected a time after from, 2.0",
                "noise: {x: 1}; jacobian: dense | jacobian: method sra3 needs none, leave it out",
                "noise: {x: 1}; checkpoint: c.json | checkpoint: a solve with noise cannot go on",
                "noise: {x: 1}; sensitivity: {of: x, to: [x]} | sensitivity: a gradient along a path of noise is not there",
                "noise: {x: 1}; paths: 9; events: [{when: x, terminal: true}] | events[0].terminal: paths that end at different times have no mean",
                "noise: {x: 1}; paths: 9; stepLimit: 3 | path 0: all 3 allowed steps were attempted"
            })
    void whatDoesNotFitIsSaid(String keys, String message) throws IOException {
        var session = run("""
                command: solve
                equations: {x: "-x", y: "-y"}
                initial: {x: 1, y: 2}
                to: 1
                """, keys.split("; "));
        assertThat(session.code()).isNotZero();
        assertThat(session.json().get("error").asString()).startsWith(message);
    }

    /// The example of docs/solve.md, with fewer paths and longer steps; 9.2425 by Heston's formula.
    @Test
    void theDocumentsExampleFindsThePriceOfTheOption() throws IOException {
        String example = Pattern.compile("```yaml\\n(command: solve[^`]*noise:[^`]*)```")
                .matcher(Files.readString(Path.of("..", "docs", "solve.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var json = run(example.replace("paths: 4000", "paths: 1000").replace("1/250", "1/64"))
                .json();
        assertThat(at(json, "/paths")).isEqualTo(1000);
        assertThat(at(json, "/outputs/mean/call"))
                .isCloseTo(9.2425, within(4 * at(json, "/outputs/standardError/call")));
        assertThat(at(json, "/mean/s")).isCloseTo(100 * Math.exp(0.03), within(4 * at(json, "/standardError/s")));
    }

    @Test
    void aLibraryProblemTakesNoiseWithoutItsOwnMethod() {
        var json = Session.run(
                        "solve",
                        "van-der-pol",
                        "--json",
                        "--set",
                        "parameters.eps=1",
                        "--set",
                        "noise.y=0.2",
                        "--to",
                        "1")
                .json();
        assertThat(json.get("method").asString()).isEqualTo("sra3");
    }

    @Test
    void pathsThatWereDoneAreKeptWhenItIsStopped() {
        String text = ORNSTEIN_UHLENBECK.replace("command: solve\n", "") + "paths: 100000\n";
        var job = JobReader.read((ObjectNode) JobFile.parse(text), SolveJob.class);
        var heard = new AtomicInteger();
        var run = new Run((_, _) -> heard.incrementAndGet(), () -> heard.get() > 200, false);
        var result = new SolveCommand().prepare(job).run(run);
        assertThat(result.cancelled()).isTrue();
        assertThat(result.json().get("paths").longValue())
                .isBetween(200L, 2000L)
                .isEqualTo(heard.get());
        assertThat(result.json().get("termination").asString()).isEqualTo("cancelled");
        assertThat(result.json().get("message").asString())
                .isEqualTo("stopped: %,d of 100,000 paths were done".formatted(heard.get()));
        assertThat(at(result.json(), "/mean/x"))
                .isCloseTo(Math.exp(-1), within(5 * at(result.json(), "/standardError/x")));
    }

    @Test
    void theReportShowsMeanBandAndPaths() throws IOException {
        var report = folder.resolve("report");
        var file = folder.resolve("moments.csv");
        var json = run(
                        ORNSTEIN_UHLENBECK,
                        "outputs: {square: x^2}",
                        "paths: 60",
                        "points: 5",
                        "out: " + report,
                        "solutionFile: " + file)
                .json();
        assertThat(json.get("paths").intValue()).isEqualTo(60);
        for (String name : List.of(
                "paths-x.png",
                "paths-x.svg",
                "paths-square.png",
                "paths.csv",
                "paths.npy",
                "report.json",
                "index.html")) assertThat(report.resolve(name)).isNotEmptyFile();
        double[][] rows = NumberFile.read(file);
        assertThat(rows).hasDimensions(5, 1 + 2 * 2); // t, means and deviations of x and square
        assertThat(rows[4][1]).isEqualTo(at(json, "/mean/x"));
        assertThat(rows[4][3]).isEqualTo(at(json, "/standardDeviation/x"));
        assertThat(IntStream.range(0, 5).mapToDouble(k -> rows[k][0]).toArray()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    }
}

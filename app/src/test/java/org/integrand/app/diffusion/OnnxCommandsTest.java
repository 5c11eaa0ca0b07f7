package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.integrand.app.cli.Session;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.integrand.neural.onnx.OnnxExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OnnxCommandsTest {
    private static final int NUMBERS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("small.onnx");
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("small.json"), json);
    }

    private Session sample(String... more) {
        var all = new ArrayList<>(List.of("sample", "--json", "--model", "{type: onnx, path: " + file() + "}"));
        all.addAll(Arrays.asList(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static double[][] samples(Session session) {
        assertThat(session.err()).isEmpty();
        var rows = new ArrayList<double[]>();
        for (JsonNode row : session.json().get("samples"))
            rows.add(row.valueStream().mapToDouble(JsonNode::doubleValue).toArray());
        return rows.toArray(double[][]::new);
    }

    private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual).hasNumberOfRows(expected.length);
        for (int i = 0; i < actual.length; i++)
            for (int j = 0; j < actual[i].length; j++)
                assertThat(actual[i][j]).isCloseTo(expected[i][j], within(tolerance));
    }

    private static String gaussian() {
        String mean = IntStream.range(0, NUMBERS).mapToObj(_ -> "0").collect(Collectors.joining(", "));
        return "{type: gaussian, mean: [" + mean + "], std: 0.5}";
    }

    /// The schedule that is found is one that the network is sampled by, and better than all known solvers on the
    /// Gaussian that the network stands for, too.
    @Test
    void schedulesAreSearchedForAnyNetwork() throws IOException {
        new SmallNetwork(0, "noise", 0, false).write(file());
        config("{\"scaling\": \"edm\", \"sigmaData\": 0.5}");
        String found = folder.resolve("three.json").toString();
        String[] three = {
            "search-schedule",
            "--evaluations",
            "3",
            "--candidates",
            "700",
            "--search-noises",
            "16",
            "--holdout-noises",
            "64",
            "--sealed-noises",
            "64",
            "--predictor",
            "false",
            "--schedule-out",
            found,
            "--json",
            "--model",
            "{type: onnx, path: " + file() + "}"
        };
        var session = Session.run(three);
        assertThat(session.code()).as(session.err()).isZero();
        var best = session.json().get("best").get("sealed").doubleValue();
        assertThat(best).isLessThan(session.json().get("baseline").get("sealed").doubleValue());
        assertThat(sample("--schedule-file", found, "--count", "2")
                        .json()
                        .get("evaluations")
                        .intValue())
                .isEqualTo(3);
        var exact = Session.run(
                "verify-schedule", "--schedule-file", found, "--model", gaussian(), "--sealed-noises", "64", "--json");
        assertThat(exact.json().get("better").booleanValue()).isTrue();
    }

    /// With EDM's preconditioning a network that says 0 is the exact denoiser of N(0, sigmaData^2).
    @Test
    void edmPreconditioningOfNothingIsAGaussianOnEverySchedule() throws IOException {
        new SmallNetwork(0, "noise", 0, false).write(file());
        config("{\"scaling\": \"edm\", \"sigmaData\": 0.5}");
        for (String schedule : new String[] {"edm", "vp-linear", "vp-cosine"}) {
            var own = sample("--schedule", schedule, "--count", "5");
            var exact = Session.run("sample", "--json", "--model", gaussian(), "--schedule", schedule, "--count", "5");
            assertClose(samples(own), samples(exact), 2e-4);
        }
    }

    /// One step of DDIM from 1 to 0.5 with eps = label: x' = a' / a x + a' (rho' - rho) label.
    private void assertLabel(String config, double label) throws IOException {
        config(config);
        NoiseSchedule schedule = VpLinear.DEFAULT;
        double a = schedule.alpha(0.5) / schedule.alpha(1);
        double b = schedule.alpha(0.5) * (schedule.rho(0.5) - schedule.rho(1));
        double[][] x = samples(sample(
                "--sampler", "ddim", "--steps", "1", "--t-end", "0.5", "--set", "initial=[[1, 2, 3, 4, 5, 6, 7, 8]]"));
        for (int j = 0; j < NUMBERS; j++)
            assertThat(x[0][j])
                    .as(config)
                    .isCloseTo(a * (j + 1) + b * label, within(1e-4 * Math.abs(b * label) + 1e-3));
    }

    @Test
    void theTimeInputIsToldWhatTheModelFileSays() throws IOException {
        var at = VpLinear.DEFAULT.at(1);
        new SmallNetwork(0, "t", 1, false).write(file());
        assertLabel("{}", 1);
        assertLabel("{\"label\": \"index\"}", 999);
        assertLabel("{\"label\": \"index\", \"levels\": 100}", 99);
        assertLabel("{\"label\": \"sigma\"}", at.rho());
        assertLabel("{\"label\": \"log-sigma\"}", Math.log(at.rho()) / 4);
        assertLabel("{\"label\": \"time\", \"labelScale\": 1000}", 1000);
        double index = 1000 * DiscreteVp.linear(1e-4, 0.02, 1000).time(at.halfLogSnr()) - 1;
        assertThat(index).isBetween(990.0, 999.0);
        assertLabel("{\"label\": \"index\", \"schedule\": \"discrete\"}", index);
        new SmallNetwork(0, "timestep", 1, false).write(file());
        assertLabel("{}", 999);
        new SmallNetwork(0, "sigma", 1, false).write(file());
        assertLabel("{}", at.rho());
        new SmallNetwork(0, "when", 1, false).write(file());
        assertLabel("{}", 1);
    }

    @Test
    void predictionsGoByTheirNamesHereAndElsewhere() throws IOException {
        new SmallNetwork(0.5f, "t", 0, false).write(file());
        config("{\"prediction\": \"sample\"}");
        var data = samples(sample("--count", "3"));
        config("{\"prediction\": \"data\"}");
        assertClose(samples(sample("--count", "3")), data, 0);
        config("{\"prediction\": \"epsilon\"}");
        var noise = samples(sample("--count", "3"));
        assertThat(noise[0][0]).isNotCloseTo(data[0][0], within(1e-3));
        Files.delete(folder.resolve("small.json"));
        assertClose(samples(sample("--count", "3")), noise, 0);
    }

    /// Classes add 0, 1, 2 to the noise, "none" adds 3; guidance is linear in it.
    @Test
    void classesAreDrawnGuidedAndTakenInTurn() throws IOException {
        new SmallNetwork(0, "t", 0, true).write(file());
        config("{\"classes\": 3, \"noClass\": 3}");
        String[] step = {"--sampler", "ddim", "--steps", "1", "--t-end", "0.5", "--count", "5"};
        double zero = samples(sample(with(step, "--class", "0")))[0][0];
        double one = samples(sample(with(step, "--class", "1")))[0][0];
        double none = samples(sample(step))[0][0];
        double guided = samples(sample(with(step, "--class", "1", "--guidance", "4")))[0][0];
        double unit = one - zero;
        assertThat(Math.abs(unit)).isGreaterThan(1);
        assertThat(none - zero).isCloseTo(3 * unit, within(1e-2));
        assertThat(guided - zero).isCloseTo((3 + 4 * (1 - 3)) * unit, within(1e-2));
        config("{\"classes\": 3}");
        double[][] turn = samples(sample(step));
        double[][] first = samples(sample(with(step, "--class", "0")));
        for (int i = 0; i < 5; i++) assertThat(turn[i][0] - first[i][0]).isCloseTo(i % 3 * unit, within(1e-2));
    }

    private static String[] with(String[] some, String... more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /// out = text, which is the noise.
    private record Conditioned() implements Network {
        @Override
        public String name() {
            return "conditioned";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.floats("sample", 1, 2, 4), Input.floats("t"), Input.floats("text", 2, 4));
        }

        @Override
        public List<String> outputs() {
            return List.of("out");
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            return List.of(ops.reshape(inputs.get(2), 1, 2, 4));
        }
    }

    @Test
    void conditionsComeFromFilesAndAreGuided() throws IOException {
        var network = new Conditioned();
        Files.write(file(), OnnxExport.bytes(network, Initialiser.initialise(network, 1), Map.of()));
        var text = Files.writeString(folder.resolve("text.json"), "[[1, 2, 3, 4], [5, 6, 7, 8]]");
        var empty = Files.writeString(folder.resolve("empty.json"), "[[1, 1, 1, 1], [1, 1, 1, 1]]");
        config("{\"conditions\": [{\"input\": \"text\", \"file\": \"%s\", \"none\": \"%s\"}]}".formatted(text, empty));
        String[] step = {
            "--sampler", "ddim", "--steps", "1", "--t-end", "0.5", "--set", "initial=[[0, 0, 0, 0, 0, 0, 0, 0]]"
        };
        double unit = VpLinear.DEFAULT.alpha(0.5) * (VpLinear.DEFAULT.rho(0.5) - VpLinear.DEFAULT.rho(1));
        double[][] plain = samples(sample(step));
        double[][] guided = samples(sample(with(step, "--guidance", "3")));
        for (int j = 0; j < NUMBERS; j++) {
            assertThat(plain[0][j]).isCloseTo((j + 1) * unit, within(1e-3));
            assertThat(guided[0][j]).isCloseTo((1 + 3 * j) * unit, within(1e-2));
        }
        config("{\"conditions\": [{\"input\": \"text\", \"file\": \"%s\"}]}".formatted(text));
        assertRefused(
                2,
                "guidance 3.0: the model onnx is guided towards a class, expected a class",
                sample("--guidance", "3"));
        config("{}");
        assertThat(sample().err())
                .startsWith("integrand: model " + file() + ": input text (float [?, 2, 4]) is neither")
                .hasLineCount(1);
        config("{\"conditions\": [{\"input\": \"text\", \"file\": \"none.npy\"}]}");
        assertRefused(1, "none.npy does not exist", sample());
    }

    /// A flow is told the thousandfold of sigma: 750 at t = 0.5 with shift 3, and steps x + (sigma' - sigma) flow.
    @Test
    void aFlowIsToldItsOwnTimeWhateverTheShift() throws IOException {
        new SmallNetwork(0, "t", 1, false).write(file());
        config("{\"prediction\": \"flow\", \"schedule\": \"flow\", \"label\": \"time\", \"labelScale\": 1000}");
        double[][] x = samples(sample(
                "--schedule",
                "{type: flow, shift: 3}",
                "--grid",
                "time-uniform",
                "--sampler",
                "ddim",
                "--steps",
                "1",
                "--t-start",
                "0.5",
                "--t-end",
                "0.25",
                "--set",
                "initial=[[1, 2, 3, 4, 5, 6, 7, 8]]"));
        for (int j = 0; j < NUMBERS; j++) assertThat(x[0][j]).isCloseTo(j + 1 + (0.5 - 0.75) * 750, within(1e-3));
    }

    @Test
    void aSampleDoesNotDependOnTheOthers() throws IOException {
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            assertThat(in).isNotNull();
            Files.write(file(), in.readAllBytes());
        }
        config("{\"classes\": 10, \"noClass\": 10}");
        var many = folder.resolve("many.npy");
        assertThat(sample("--count", "67", "--evaluations", "4", "--samples", many.toString())
                        .code())
                .isZero();
        double[][] few = samples(sample("--count", "3", "--evaluations", "4"));
        assertClose(Arrays.copyOf(NumberFile.read(many), 3), few, 0);
    }

    @Test
    void theDigitsAsAFileOfAnyMakeAreTheSameDigits() throws IOException {
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            assertThat(in).isNotNull();
            Files.write(file(), in.readAllBytes());
        }
        config("{\"classes\": 10, \"noClass\": 10}");
        String[] job = {"--class", "7", "--guidance", "1.5", "--count", "3", "--evaluations", "6"};
        var digits = Session.run(with(new String[] {"sample", "--json"}, job));
        assertClose(samples(sample(job)), samples(digits), 0);
    }

    @Test
    void comparisonsAreWithAConvergedSamplerAndReportsShowPictures() throws IOException {
        new SmallNetwork(0, "noise", 0, false).write(file());
        config("{\"scaling\": \"edm\"}");
        var out = folder.resolve("report");
        assertThat(sample("--count", "4", "--out", out.toString()).code()).isZero();
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("report.json", "index.html", "samples.png", "samples.npy", "plan.txt");
        var json = Session.run(
                        "compare",
                        "--json",
                        "--model",
                        "{type: onnx, path: " + file() + "}",
                        "--count",
                        "3",
                        "--samplers",
                        "[ddim]",
                        "--evaluations",
                        "[10, 40]")
                .json();
        assertThat(json.get("reference").asString()).contains("200 evaluations");
        assertThat(json.get("rows").get(1).get("error").doubleValue())
                .isLessThan(0.5 * json.get("rows").get(0).get("error").doubleValue());
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        assertRefused(1, "model " + file() + ": no such file", sample());
        Files.write(file(), new byte[100]);
        assertThat(sample().err())
                .startsWith("integrand: model " + file() + ": not a whole ONNX model (100 bytes)")
                .hasLineCount(1);
        new SmallNetwork(0, "t", 0, true).write(file());
        assertRefused(
                1,
                "model " + file()
                        + ": classes: the network has the input label (int64 [?]), expected how many there are",
                sample());
        var json = folder.resolve("small.json");
        config("{\"classs\": 3}");
        assertRefused(1, "model file " + json + ": unknown key 'classs': did you mean 'classes'?", sample());
        config("{\"classes\": 3, \"timestep\": \"when\"}");
        assertThat(sample().err())
                .startsWith("integrand: model " + file() + ": timestep: no input 'when', expected one of [")
                .hasLineCount(1);
        config("{\"classes\": 3, \"height\": 5}");
        assertRefused(
                1,
                "model " + file() + ": sample (float [?, 1, 2, 4]), expected axes [1, 5, 4] after the batch",
                sample());
        config("{\"classes\": 3, \"scaling\": \"edm\", \"prediction\": \"v\"}");
        assertRefused(
                1,
                "model file " + json + ": prediction: V beside scaling edm, which predicts the data: leave it out",
                sample());
        config("{\"classes\": 3}");
        assertRefused(2, "class 3: expected 0 ... 2", sample("--class", "3"));
        assertRefused(
                2,
                "guidance 2.0: the model onnx is guided towards a class, expected a class",
                sample("--guidance", "2"));
        assertRefused(
                2,
                "model " + file() + ": it has classes and none that stands for no class, expected a class",
                sample("--class", "1", "--guidance", "2"));
        config("{\"classes\": 3, \"schedule\": {\"type\": \"vp-cosine\"}}");
        var early = sample("--schedule", "edm", "--set", "sigmaMax=100000");
        assertThat(early.err())
                .startsWith("integrand: tStart 100000.0: noisier")
                .hasLineCount(1);
        assertRefused(
                1,
                "model file nothing.json does not exist",
                Session.run("sample", "--model", "{type: onnx, path: " + file() + ", config: nothing.json}"));
        config("{\"classInput\": \"t\", \"timestep\": \"t\", \"classes\": 3}");
        assertThat(sample().err())
                .startsWith("integrand: model " + file() + ": ")
                .hasLineCount(1);
    }

    private static void assertRefused(int code, String line, Session session) {
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(code);
    }
}

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
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.integrand.neural.onnx.OnnxExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ClassifierJobsTest {
    private static final String MIXTURE =
            "{type: gaussian-mixture, weights: [0.5, 0.3, 0.2], means: [[-0.6, 0.4], [0.7, 0.5],"
                    + " [0.1, -0.8]], std: [0.25, 0.2, 0.3]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The classifier of clean data log p(c | x) = c sum_i x_i + ...: its gradient is the class.
    private record Slope(boolean timed) implements Network {
        @Override
        public String name() {
            return "slope";
        }

        @Override
        public List<Input> inputs() {
            var two = List.of(Input.floats("sample", 1, 2, 4), Input.integers("label"));
            return timed ? List.of(two.get(0), two.get(1), Input.floats("t")) : two;
        }

        @Override
        public List<String> outputs() {
            return List.of("gradient");
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            var table = ops.reshape(ops.constant(0, 1, 2), 1);
            var slope = ops.reshape(ops.rows(table, inputs.get(1)), 1, 1, 1);
            if (timed) slope = ops.multiply(slope, ops.reshape(inputs.get(2), 1, 1, 1));
            return List.of(ops.add(ops.multiply(inputs.getFirst(), ops.constant(0)), slope));
        }
    }

    private String slope(boolean timed) throws IOException {
        var network = new Slope(timed);
        var file = folder.resolve("slope.onnx");
        Files.write(file, OnnxExport.bytes(network, Initialiser.initialise(network, 1), Map.of()));
        Files.writeString(folder.resolve("slope.json"), "{\"classes\": 3}");
        return file.toString();
    }

    private static String gaussian(double mean) {
        String means = IntStream.range(0, 8).mapToObj(_ -> "" + mean).collect(Collectors.joining(", "));
        return "{type: gaussian, mean: [" + means + "], std: 0.5}";
    }

    private static Session sample(String model, String... more) {
        var all = new ArrayList<>(List.of("sample", "--json", "--model", model, "--count", "5"));
        all.addAll(Arrays.asList(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static double[][] samples(Session session) {
        assertThat(session.err()).isEmpty();
        return session.json()
                .get("samples")
                .valueStream()
                .map(row -> row.valueStream().mapToDouble(JsonNode::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual).hasNumberOfRows(expected.length);
        for (int i = 0; i < actual.length; i++)
            for (int j = 0; j < actual[i].length; j++)
                assertThat(actual[i][j]).isCloseTo(expected[i][j], within(tolerance));
    }

    @Test
    void theExactPosteriorGuidesAsBayesRuleSays() {
        String[] component = {"--class", "1", "--classifier", "posterior"};
        assertClose(samples(sample(MIXTURE, component)), samples(sample(MIXTURE, "--class", "1")), 1e-10);
        double[][] sharp = samples(sample(MIXTURE, "--class", "1", "--classifier", "{type: posterior, scale: 3}"));
        assertClose(sharp, samples(sample(MIXTURE, "--class", "1", "--guidance", "3")), 1e-10);
        double[][] both = samples(
                sample(MIXTURE, "--class", "1", "--classifier", "{type: posterior, scale: 2}", "--guidance", "1"));
        assertClose(both, sharp, 1e-10);
    }

    @Test
    void aClassifierOfCleanDataMovesAGaussianByItsVariance() throws IOException {
        String classifier = "{type: onnx, path: " + slope(false) + ", scale: 2, sigmaData: 0.5}";
        for (String schedule : new String[] {"vp-linear", "edm"}) {
            var guided = sample(gaussian(0), "--classifier", classifier, "--class", "1", "--schedule", schedule);
            assertClose(samples(guided), samples(sample(gaussian(0.5), "--schedule", schedule)), 1e-5);
            var turn = samples(sample(gaussian(0), "--classifier", classifier, "--schedule", schedule));
            assertThat(turn[2])
                    .containsExactly(samples(
                            sample(gaussian(0), "--classifier", classifier, "--class", "2", "--schedule", schedule))[
                            2]);
        }
    }

    /// One step of DDIM from t = 1 to 0.5: the gradient, class times t = 2, is taken from eps with the factor sigma.
    @Test
    void aClassifierOfNoisyStatesIsToldTheTime() throws IOException {
        String classifier = "{type: onnx, path: " + slope(true) + ", scale: 3}";
        String[] step = {"--sampler", "ddim", "--steps", "1", "--t-end", "0.5", "--class", "2"};
        double[][] plain = samples(sample(gaussian(0), Arrays.copyOf(step, 6)));
        double[][] guided = samples(sample(gaussian(0), concat(step, "--classifier", classifier)));
        var at = org.integrand.diffusion.schedule.VpLinear.DEFAULT;
        double change = -3 * at.sigma(1) * 2 * at.alpha(0.5) * (at.rho(0.5) - at.rho(1));
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 8; j++)
                assertThat(guided[i][j] - plain[i][j]).isCloseTo(change, within(1e-9 * Math.abs(change)));
    }

    private static String[] concat(String[] some, String... more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void theJudgeLeadsTheNetworkOfAnyDigitToTheOneAskedFor() {
        String[] job = {"sample", "--json", "--count", "30", "--evaluations", "10", "--quiet"};
        double blind = Session.run(concat(job, "--guidance", "0"))
                .json()
                .get("agreement")
                .doubleValue();
        var judged = Session.run(concat(job, "--classifier", "{type: judge, scale: 4}"))
                .json();
        assertThat(judged.get("guidance").doubleValue()).isZero();
        assertThat(blind).isLessThan(0.35);
        assertThat(judged.get("agreement").doubleValue()).isGreaterThan(0.7);
    }

    @Test
    void comparisonsAreWithTheGuidedFlow() {
        var json = Session.run(
                        "compare",
                        "--json",
                        "--model",
                        MIXTURE,
                        "--class",
                        "1",
                        "--classifier",
                        "posterior",
                        "--count",
                        "4",
                        "--samplers",
                        "[ddim]",
                        "--evaluations",
                        "[20, 80]")
                .json();
        assertThat(json.get("reference").asString()).isEqualTo("engine");
        var rows = json.get("rows");
        assertThat(rows.get(1).get("error").doubleValue())
                .isLessThan(0.35 * rows.get(0).get("error").doubleValue());
        assertThat(rows.get(0).get("error").doubleValue()).isLessThan(0.1);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        assertRefused(
                "classifier posterior: a mixture is guided towards a class, expected class 0 ... 2",
                sample(MIXTURE, "--classifier", "posterior"));
        assertRefused(
                "class 3: expected 0 ... 2, the number of a component of the mixture",
                sample(MIXTURE, "--classifier", "posterior", "--class", "3"));
        assertRefused(
                "classifier: it reads states of 784 numbers, expected 2 as the model has",
                sample(MIXTURE, "--classifier", "judge", "--class", "1"));
        assertRefused(
                "classifier posterior: that of the digits is not known, expected judge or onnx",
                sample("digits", "--classifier", "posterior"));
        assertRefused(
                "class 3: expected 0 ... 2",
                sample(gaussian(0), "--classifier", "{type: onnx, path: " + slope(false) + "}", "--class", "3"));
        assertRefused(
                "classifier.scale 5,000: expected -1,000 ... 1,000",
                sample("digits", "--classifier", "{type: judge, scale: 5000}"));
        var missing = sample("digits", "--classifier", "{type: onnx, path: nowhere.onnx}");
        assertThat(missing.err())
                .contains("classifier nowhere.onnx: no such file")
                .hasLineCount(1);
    }

    private static void assertRefused(String line, Session session) {
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }
}

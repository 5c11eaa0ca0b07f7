package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.schedule.VpLinear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GradientCommandTest {
    private static final String GAUSSIAN = "{type: gaussian, mean: [0.4, 0.4], std: 0.6}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session gradient(String model, String... more) {
        List<String> all = new ArrayList<>(List.of("gradient", "--json", "--model", model));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    /// x_0 = alpha_0 (m + k (x_T / alpha_T - m)), k^2 = (s^2 + rho_0^2) / (s^2 + rho_T^2); here, from 1 to
    /// 1e-3, dx_0/dx_T = 0.60006692655744 and dx_0/dm = 0.99600163480048.
    @Test
    void gradientsOfAGaussianAreTheClosedForm() {
        var json = gradient(
                        GAUSSIAN,
                        "--set",
                        "target=[0.1, -0.2]",
                        "--set",
                        "initial=[[0.9, -1.3]]",
                        "--sampler",
                        "{name: deis-rhork, tableau: 4rk}",
                        "--steps",
                        "160",
                        "--t-end",
                        "0.001")
                .json();
        double[] start = {0.9, -1.3};
        double[] target = {0.1, -0.2};
        for (int j = 0; j < 2; j++) {
            double x = 0.9960016348004788 * 0.4 + 0.6000669265574452 * start[j];
            double difference = x - target[j];
            assertThat(at(json, "initial").get(0).get(j).doubleValue())
                    .isCloseTo(0.6000669265574452 * difference, within(1e-6));
            assertThat(at(json, "means").get(0).get(j).doubleValue())
                    .isCloseTo(0.9960016348004788 * difference, within(1e-6));
        }
        assertThat(at(json, "std")).hasSize(1);
        assertThat(json.get("evaluations").intValue()).isEqualTo(640);
        assertThat(json.get("vjps").intValue()).isEqualTo(640);
        assertThat(json.get("storedStates").intValue()).isEqualTo(640);
        assertThat(json.get("mode").asString()).isEqualTo("tape");
        assertThat(json.get("warnings")).isEmpty();
    }

    private static JsonNode at(JsonNode json, String key) {
        return json.get("gradient").get(key);
    }

    @Test
    void parametersOfAGuidedMixtureAreDifferentiatedInTheWordsOfTheJob() {
        String[] common = {"--class", "1", "--guidance", "2.5", "--steps", "12", "--target", "[0.2]", "--count", "3"};
        var found = gradient(mixture(0.3, 2.5), common).json();
        double h = 1e-5;
        double up = gradient(mixture(0.3 + h, 2.5), common).json().get("loss").doubleValue();
        double down = gradient(mixture(0.3 - h, 2.5), common).json().get("loss").doubleValue();
        assertThat(at(found, "std").get(1).doubleValue()).isCloseTo((up - down) / (2 * h), within(1e-6));
        common[3] = Double.toString(2.5 + h);
        up = gradient(mixture(0.3, 2.5), common).json().get("loss").doubleValue();
        common[3] = Double.toString(2.5 - h);
        down = gradient(mixture(0.3, 2.5), common).json().get("loss").doubleValue();
        assertThat(at(found, "guidance").doubleValue()).isCloseTo((up - down) / (2 * h), within(1e-6));
        assertThat(at(found, "weights")).hasSize(2);
        assertThat(at(found, "means")).hasSize(2);
    }

    private static String mixture(double deviation, double weight) {
        return "{type: gaussian-mixture, weights: [0.5, " + weight + "], means: [[0, 1], [1, 0]], std: [0.2, "
                + deviation + "]}";
    }

    @Test
    void allModesAgreeOnAFineGrid() {
        var reference = gradient(Session.MIXTURE, arguments("tape"));
        double[] expected = first(reference.json());
        for (String mode : List.of("checkpointed", "symplectic", "interpolated", "backsolve")) {
            double[] found = first(gradient(Session.MIXTURE, arguments(mode)).json());
            double tolerance = mode.equals("checkpointed") ? 0 : mode.equals("symplectic") ? 1e-10 : 1e-4;
            for (int j = 0; j < 2; j++) assertThat(found[j]).as(mode).isCloseTo(expected[j], within(tolerance));
        }
    }

    private static String[] arguments(String mode) {
        String name = "{name: deis-rhork, tableau: 4rk}";
        return new String[] {
            "--sampler", name, "--steps", "150", "--mode", mode, "--target", "[0.2]", "--count", "2", "--t-end", "0.01"
        };
    }

    private static double[] first(JsonNode json) {
        JsonNode row = at(json, "initial").get(0);
        return new double[] {row.get(0).doubleValue(), row.get(1).doubleValue()};
    }

    @Test
    void anAdaptiveSamplerIsDifferentiatedThroughTheStepsItChose() {
        double[] expected = first(gradient(Session.MIXTURE, arguments("tape")).json());
        String[] common = {"--target", "[0.2]", "--count", "2", "--t-end", "0.01"};
        var steps = gradient(
                        Session.MIXTURE,
                        with(
                                common,
                                "--sampler",
                                "{name: dpm-adaptive, relativeTolerance: 1e-4, absoluteTolerance: 1e-5}"))
                .json();
        var flow = gradient(Session.MIXTURE, with(common, "--mode", "interpolated", "--set", "tolerance=1e-8"))
                .json();
        for (int j = 0; j < 2; j++) {
            assertThat(first(steps)[j]).isCloseTo(expected[j], within(2e-3));
            assertThat(first(flow)[j]).isCloseTo(expected[j], within(1e-5));
        }
        assertThat(steps.get("evaluations").intValue())
                .isGreaterThan(steps.get("vjps").intValue());
    }

    private static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void theOwnPosteriorOfAMixtureGuidesAndIsDifferentiatedTwice() {
        String[] common = {"--class", "0", "--set", "classifier={type: posterior, scale: 1}", "--target", "[0.2]"};
        var guided = gradient(Session.MIXTURE, common).json();
        var asClass =
                gradient(Session.MIXTURE, "--class", "0", "--target", "[0.2]").json();
        for (int i = 0; i < 16; i++)
            for (int j = 0; j < 2; j++)
                assertThat(at(guided, "initial").get(i).get(j).doubleValue())
                        .isCloseTo(at(asClass, "initial").get(i).get(j).doubleValue(), within(1e-9));
        assertThat(at(guided, "classifierScale").isNumber()).isTrue();
        assertThat(at(guided, "means")).isNull();
    }

    @Test
    void digitsAreDifferentiatedByNoiseConditionAndGuidance() {
        var json = gradient(
                        "digits",
                        "--class",
                        "7",
                        "--guidance",
                        "1.5",
                        "--count",
                        "2",
                        "--steps",
                        "3",
                        "--target",
                        "[-1]")
                .json();
        assertThat(at(json, "initial")).hasSize(2);
        assertThat(at(json, "initial").get(0)).hasSize(784);
        assertThat(json.get("storedBytes").longValue()).isGreaterThan(3 * 2 * 2 * 400_000L);
        assertThat(at(json, "condition")).hasSize(128);
        assertThat(at(json, "guidance").doubleValue()).isNotZero().isFinite();
        var all = gradient("digits", "--count", "1", "--steps", "1", "--target", "[-1]")
                .json();
        assertThat(at(all, "condition")).isNull();
    }

    /// At equal signal-to-noise ratios another variance-preserving schedule has the same states.
    @Test
    void digitsOnAnotherScheduleAreAskedAtTheirOwnTimes() {
        var other = new VpLinear(0.1, 10);
        var own = VpLinear.DEFAULT;
        String[] common = {"--class", "7", "--count", "1", "--steps", "2", "--target", "[-1]"};
        var there = gradient(
                        "digits",
                        with(
                                common,
                                "--schedule",
                                "{type: vp-linear, beta1: 10}",
                                "--t-start",
                                "0.9",
                                "--t-end",
                                "0.01"))
                .json();
        var here = gradient(
                        "digits",
                        with(
                                common,
                                "--t-start",
                                "" + own.time(other.lambda(0.9)),
                                "--t-end",
                                "" + own.time(other.lambda(0.01))))
                .json();
        assertThat(there.get("loss").doubleValue()).isCloseTo(here.get("loss").doubleValue(), withinPercentage(0.01));
        for (int i = 0; i < 784; i += 49)
            assertThat(at(there, "initial").get(0).get(i).doubleValue())
                    .isCloseTo(at(here, "initial").get(0).get(i).doubleValue(), within(1e-4));
        assertThat(at(there, "condition").get(3).doubleValue())
                .isCloseTo(at(here, "condition").get(3).doubleValue(), within(1e-3));
    }

    @Test
    void samplersThatAreUndoneKeepNoStates() {
        for (String sampler : List.of("bdia", "o-belm", "edict")) {
            String[] common = {"--sampler", sampler, "--steps", "12", "--target", "[0.2]", "--count", "2"};
            var tape = gradient(Session.MIXTURE, common).json();
            var undone = gradient(Session.MIXTURE, with(common, "--mode", "reversible"))
                    .json();
            for (int j = 0; j < 2; j++) assertThat(first(undone)[j]).isCloseTo(first(tape)[j], within(1e-9));
            assertThat(undone.get("storedStates").intValue()).isLessThanOrEqualTo(4);
            assertThat(undone.get("reconstruction").doubleValue()).isLessThan(1e-9);
        }
    }

    @Test
    void stochasticSamplersKeepTheNoiseOfTheSeed() {
        String[] common = {"--sampler", "ddpm", "--steps", "12", "--target", "[0.2]", "--count", "2"};
        var tape = gradient(Session.MIXTURE, common).json();
        var some = gradient(Session.MIXTURE, with(common, "--mode", "checkpointed", "--slots", "2"))
                .json();
        assertThat(first(some)).isEqualTo(first(tape));
        assertThat(some.get("loss")).isEqualTo(tape.get("loss"));
        assertThat(some.get("recomputedSteps").intValue()).isPositive();
        assertThat(first(gradient(Session.MIXTURE, with(common, "--seed", "1")).json()))
                .isNotEqualTo(first(tape));
    }

    @Test
    void anInterruptKeepsTheBatchesThatAreDone() {
        var tree = JobFile.object().put("count", 20_000);
        tree.set("model", JobFile.parse(Session.MIXTURE));
        tree.putArray("target").add(0.5);
        var job = JobReader.read(tree, GradientJob.class);
        double[] reached = {0};
        var run = new Run((fraction, _) -> reached[0] = fraction, () -> reached[0] > 0.5, false);
        var part = new GradientCommand().prepare(job).run(run);
        assertThat(part.cancelled()).isTrue();
        assertThat(part.json().get("count").intValue()).isEqualTo(8192);
        assertThat(part.json().get("interrupted").booleanValue()).isTrue();
    }

    @Test
    void aCoarseBacksolveWarns() {
        var json = gradient(
                        GAUSSIAN,
                        "--mode",
                        "backsolve",
                        "--set",
                        "flowMethod=euler",
                        "--steps",
                        "10",
                        "--t-end",
                        "0.001",
                        "--target",
                        "[0]")
                .json();
        assertThat(json.get("reconstruction").doubleValue()).isCloseTo(0.38, within(0.08));
        assertThat(json.get("warnings").get(0).asString()).contains("the state computed backwards misses the start");
    }

    @Test
    void writesGradientAndReport() throws Exception {
        Path file = folder.resolve("g.npy");
        Path report = folder.resolve("report");
        var session = Session.run(
                "gradient",
                "--model",
                Session.MIXTURE,
                "--target",
                "[0.5]",
                "--gradient",
                file.toString(),
                "--out",
                report.toString());
        assertThat(session.code()).isZero();
        assertThat(session.out()).contains("loss").contains("means [[").contains("mode tape");
        assertThat(NumberFile.read(file)).hasDimensions(16, 2);
        assertThat(Files.readString(report.resolve("index.html"))).contains("vector-Jacobian products");
        assertThat(report.resolve("gradient.png")).exists();
        assertThat(report.resolve("gradient.npy")).exists();
    }

    @Test
    void badJobsAreRefusedInOneLine() {
        refused("target: 3 numbers, expected 2 as a sample has, or 1", "--set", "target=[1, 2, 3]");
        refused("slots 4: only mode checkpointed has slots", "--target", "[0]", "--slots", "4");
        refused(
                "activations 4: only mode tape keeps them",
                "--target",
                "[0]",
                "--mode",
                "checkpointed",
                "--set",
                "activations=4");
        refused("flowMethod: mode tape goes back", "--target", "[0]", "--set", "flowMethod=rk4");
        refused(
                "tolerance 0.001: mode symplectic takes",
                "--target",
                "[0]",
                "--mode",
                "symplectic",
                "--set",
                "tolerance=1e-3");
        refused("step 1 from t 1.0 to", "--target", "[0]", "--mode", "reversible", "--sampler", "ddim");
        refused(
                "chooses its steps by their error, expected tape, checkpointed, interpolated or backsolve",
                "--target",
                "[0]",
                "--mode",
                "reversible",
                "--sampler",
                "dpm-adaptive");
        refused(
                "the sampler draws noise and the flow has none",
                "--target",
                "[0]",
                "--mode",
                "backsolve",
                "--sampler",
                "ddpm");
        refused(
                "flowMethod rk4: it has no error estimate",
                "--target",
                "[0]",
                "--mode",
                "backsolve",
                "--set",
                "flowMethod=rk4",
                "--set",
                "tolerance=1e-6");
        refused("target", "--steps", "4");
    }

    private static void refused(String message, String... more) {
        var session = gradient(Session.MIXTURE, more);
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).contains(message);
    }
}

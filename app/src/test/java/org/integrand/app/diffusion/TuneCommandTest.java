package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TuneCommandTest {
    private static final String MIXTURE = "{type: gaussian-mixture, weights: [1, 2, 1], means: [[2, 0], [-1, 1.5],"
            + " [-1, -2]], std: [0.4, 0.5, 0.3]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session tune(String... given) {
        var all = new ArrayList<>(List.of("tune"));
        all.addAll(Arrays.asList(given));
        all.add("--json");
        return Session.run(all.toArray(String[]::new));
    }

    private static JsonNode done(Session session) {
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        return session.json();
    }

    @Test
    void aHiddenMeanIsRecoveredAndReported() {
        var out = folder.resolve("condition");
        var json = done(tune("condition", "--model", MIXTURE, "--class", "0", "--out", out.toString()));
        assertThat(json.path("conditionDistance").doubleValue()).isLessThan(0.05);
        assertThat(json.path("conditionDistanceBefore").doubleValue()).isGreaterThan(1);
        assertThat(json.path("losses").size()).isEqualTo(61);
        assertThat(json.path("condition").size()).isEqualTo(2);
        for (String file : List.of("index.html", "report.json", "loss.png", "samples.png"))
            assertThat(out.resolve(file)).exists();
        var again = done(tune("condition", "--model", MIXTURE, "--class", "0"));
        assertThat(again.path("losses")).isEqualTo(json.path("losses"));
        var between = done(tune("condition", "--model", MIXTURE, "--class", "0", "--set", "task.with=2"));
        assertThat(between.path("condition").path(0).doubleValue()).isBetween(0.4, 0.6);
    }

    @Test
    void targetsMayComeFromAFile() throws java.io.IOException {
        var file = folder.resolve("targets.json");
        Files.writeString(file, "[[2, 0], [2, 0.1], [1.9, 0]]");
        var json = done(
                tune("condition", "--model", MIXTURE, "--class", "0", "--count", "3", "--set", "task.target=" + file));
        assertThat(json.path("loss").doubleValue())
                .isLessThan(json.path("lossBefore").doubleValue());
        assertThat(json.has("conditionDistance")).isFalse();
        assertThat(tune("condition", "--model", MIXTURE, "--class", "0", "--set", "task.target=" + file)
                        .err())
                .contains("3 samples, expected 20, one for each noise");
    }

    @Test
    void momentsAreReachedAndTheMixtureIsWritten() {
        var out = folder.resolve("weights");
        var json = done(tune(
                "weights",
                "--model",
                MIXTURE,
                "--count",
                "60",
                "--held-out",
                "200",
                "--out",
                out.toString(),
                "--set",
                "task.mean=[0, 1]",
                "--set",
                "task.std=[1, 1]",
                "--set",
                "task.penalty=0.02"));
        assertThat(json.path("heldOutStyle").doubleValue())
                .isLessThan(0.3 * json.path("heldOutStyleBefore").doubleValue());
        assertThat(json.path("predictionChange").doubleValue()).isGreaterThan(0);
        assertThat(out.resolve("mixture.json")).content().contains("gaussian-mixture");
    }

    @Test
    void noisesAreAttackedWithinTheirBox() {
        var json = done(tune("noise", "--model", MIXTURE, "--count", "150", "--seed", "2"));
        assertThat(json.path("noiseDistance").doubleValue()).isBetween(0.01, 0.1 + 1e-6);
        assertThat(json.path("successRate").doubleValue())
                .isGreaterThan(json.path("successRateAtRandomCorners").doubleValue());
        assertThat(json.path("reads").size()).isEqualTo(150);
    }

    @Test
    void digitsAreTunedToo() {
        var json = done(tune(
                "condition",
                "--class",
                "4",
                "--count",
                "2",
                "--held-out",
                "2",
                "--iterations",
                "2",
                "--evaluations",
                "3"));
        assertThat(json.path("condition").size()).isEqualTo(11);
        assertThat(json.path("loss").doubleValue())
                .isLessThanOrEqualTo(json.path("lossBefore").doubleValue());
        var audit = done(tune("noise", "--count", "2", "--iterations", "2", "--evaluations", "3", "--guidance", "1.5"));
        assertThat(audit.path("losses").size()).isEqualTo(3);
    }

    @Test
    void tuningWeightsOfDigitsSaysWhatItNeeds() {
        var session = tune("weights", "--count", "2", "--held-out", "2", "--iterations", "1", "--evaluations", "2");
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).contains("libtorch's native part is not on the class path");
    }

    @Test
    void badInputIsNamed() {
        assertThat(tune().err()).contains("task");
        assertThat(tune("voice").err()).contains("unknown task 'voice'");
        assertThat(tune("condition", "--model", MIXTURE).err()).contains("class is missing");
        assertThat(tune("condition", "--model", MIXTURE, "--class", "3").err()).contains("class 3: expected 0 ... 2");
        assertThat(tune("condition", "--model", MIXTURE, "--class", "1", "--set", "task.with=9")
                        .err())
                .contains("task.with 9: expected 0 ... 2");
        assertThat(tune("weights", "--model", MIXTURE).err()).contains("task.mean and task.std are missing");
        assertThat(tune("weights", "--model", MIXTURE, "--set", "task.mean=[1]", "--set", "task.std=[1]")
                        .err())
                .contains("task.mean of 1 numbers: expected 2 as in the model");
        assertThat(tune("weights", "--model", MIXTURE, "--guidance", "2").err())
                .contains("guidance 2.0: weights are tuned without, expected 1");
        assertThat(tune("noise", "--model", MIXTURE, "--sampler", "euler-ancestral")
                        .err())
                .contains("it draws noise, expected a deterministic one");
        assertThat(tune("noise", "--model", "{type: gaussian, mean: [0]}").err())
                .contains("a single Gaussian has no classes");
        assertThat(tune("noise", "--schedule", "edm").err()).contains("tuning digits needs the network's own");
        assertThat(tune("noise", "--box", "0").err()).contains("box 0: expected more than 0");
        assertThat(tune("noise", "--model", "{type: onnx, path: x.onnx}").err()).contains("it has no gradient");
    }
}

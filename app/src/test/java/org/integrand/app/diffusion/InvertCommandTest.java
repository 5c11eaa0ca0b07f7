package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.Commands;
import org.integrand.app.cli.Session;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobFile;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InvertCommandTest {
    private static final String MODEL = "{type: gaussian-mixture, weights: [0.3, 0.5, 0.2],"
            + " means: [[1.0, 0.5], [-1.2, 0.3], [0.2, -1.1]], std: [0.2, 0.1414213562373095, 0.3]}";
    private static final String DATA = "data=[[0.9, 0.6], [-1.1, 0.4]]";

    private static Session invert(String... more) {
        var arguments = new ArrayList<>(List.of("invert", "--json", "--model", MODEL));
        arguments.addAll(List.of(more));
        return Session.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(String... more) {
        var session = invert(more);
        assertThat(session.err()).isEmpty();
        return session.json();
    }

    private static double number(JsonNode json, String name) {
        return json.get(name).doubleValue();
    }

    @Test
    void noiseComesBackAndTheAmplificationIsTold() {
        var json = json("--gamma", "0.92", "--steps", "50", "--count", "64");
        assertThat(number(json, "roundTripError")).isBetween(1e-16, 1e-11);
        assertThat(number(json, "amplification")).isCloseTo(Math.pow(0.92, -49), within(1e-9 * 60));
        assertThat(number(json, "expectedError")).isCloseTo(number(json, "amplification") * 0x1p-53, within(1e-20));
        assertThat(json.get("evaluations").intValue()).isEqualTo(100);
        assertThat(json.get("data")).hasSize(2);
        assertThat(json.get("warnings")).isEmpty();
    }

    @Test
    void dataComeBackFromTheirLatentPair() {
        var json = json("--set", DATA, "--steps", "20", "--strength", "0.5");
        assertThat(number(json, "roundTripError")).isLessThan(1e-14);
        assertThat(json.get("steps").intValue()).isEqualTo(9);
        assertThat(json.get("latentTimes").get(0).doubleValue()).isCloseTo(0.5005, within(1e-3));
        assertThat(json.get("latentTimes").get(1).doubleValue())
                .isLessThan(json.get("latentTimes").get(0).doubleValue());
    }

    @Test
    void singlePrecisionFollowsItsOwnRoundoff() {
        var json = json("--gamma", "0.8", "--steps", "20", "--mode", "float", "--count", "64");
        assertThat(number(json, "roundTripError")).isBetween(1e-7, 1e-3);
    }

    @Test
    void fixedAndBufferedModesReturnToTheLastBit() {
        var fixed = json("--set", DATA, "--steps", "40", "--mode", "fixed");
        assertThat(fixed.get("bitEqual").booleanValue()).isTrue();
        assertThat(number(fixed, "roundTripError")).isZero();
        var buffered = json("--gamma", "0.5", "--steps", "100", "--mode", "buffered");
        assertThat(buffered.get("bitEqual").booleanValue()).isTrue();
        assertThat(number(buffered, "bitsPerStep")).isCloseTo(1, within(0.05));
        var pairs = json("--gamma", "0.5", "--steps", "50", "--mode", "double-double");
        assertThat(number(pairs, "roundTripError")).isLessThan(1e-13);
    }

    @Test
    void aGammaThatExplodesIsWarnedOf() {
        var json = json("--gamma", "0.5", "--steps", "50");
        assertThat(json.get("warnings").get(0).asString())
                .startsWith("undoing amplifies rounding by 5.6e+14: expect a relative error of about 0.06");
        assertThat(number(json, "roundTripError")).isGreaterThan(1e-4);
    }

    @Test
    void anOverflowIsSaid() {
        var session = invert("--gamma", "0.5", "--steps", "200", "--mode", "float");
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).contains("the way back overflowed, rounding grows by 8.0e+59");
    }

    @Test
    void ddimIsThereToCompareWith() {
        var json = json("--sampler", "ddim", "--set", DATA, "--steps", "20");
        assertThat(number(json, "roundTripError")).isGreaterThan(1e-3);
        assertThat(json.get("exact").booleanValue()).isFalse();
        assertThat(json.get("amplification").isNull()).isTrue();
    }

    @Test
    void theReportHasTheLatentPair(@TempDir Path folder) throws IOException {
        json("--set", DATA, "--steps", "9", "--out", folder.toString());
        assertThat(NumberFile.read(folder.resolve("latent-0.npy"))).hasDimensions(2, 2);
        assertThat(NumberFile.read(folder.resolve("latent-1.npy"))).hasDimensions(2, 2);
        // sliders that stand at what was run, and the law that follows them
        String page = Files.readString(folder.resolve("index.html"));
        assertThat(page)
                .contains("name=\"gamma\" min=\"0.5\" max=\"1.0\" step=\"0.01\" value=\"1.0\"")
                .contains("name=\"steps\" min=\"5.0\" max=\"200.0\" step=\"1.0\" value=\"9.0\"")
                .contains("data-script=\"1.1102230246251565E-16 * Math.pow(gamma, -Math.round(steps * strength))\"");
    }

    @Test
    void theTablesOfTheDocumentAreJobsThatRun() {
        var jobs = JobFile.readAll(Path.of("..", "benchmarks", "inversion.yaml"));
        assertThat(jobs).hasSizeGreaterThan(100);
        var commands = Commands.all();
        for (var job : jobs) {
            if (job.get("command").asString().equals("edit")) continue; // opens a network: EditCommandTest runs such
            assertThat(CommandSet.prepare(commands.of(job), job)).isNotNull();
        }
    }

    private static void assertRefused(String message, String... more) {
        var session = invert(more);
        assertThat(session.code()).isNotZero();
        assertThat(session.err()).contains(message);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertRefused("gamma 0", "--gamma", "0");
        assertRefused("gamma 0.5: sampler o-belm has none", "--sampler", "o-belm", "--gamma", "0.5");
        assertRefused("gamma 0.5: sampler ddim has none", "--sampler", "ddim", "--gamma", "0.5");
        assertRefused("cannot be undone: ", "--sampler", "unipc");
        assertRefused("expected sampler bdia", "--sampler", "dpm-solver");
        assertRefused("strength 0.5: data are carried a part of the way", "--strength", "0.5");
        assertRefused("mode fixed: bdia 0.8 multiplies states by a fraction", "--gamma", "0.8", "--mode", "fixed");
        assertRefused("fixed point undoes factors of 1", "--sampler", "o-belm", "--mode", "fixed");
        assertRefused("a solver schedule is not undone", "--set", "scheduleFile=any.json");
        assertRefused("scheduler: it has steps that are not undone", "--scheduler", "any.json");
        assertRefused("rounds to none", "--set", DATA, "--steps", "10", "--strength", "0.01");
        assertRefused("expected at least 2, two states are its latent", "--set", DATA, "--steps", "1");
    }
}

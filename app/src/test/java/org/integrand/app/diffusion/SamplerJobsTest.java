package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every sampler as a user asks for it. Numbers are those of the releases on the golden mixture.
class SamplerJobsTest {
    private static final String MODEL = "{type: gaussian-mixture, weights: [0.5, 0.3, 0.2],"
            + " means: [[-0.6, 0.4], [0.7, 0.5], [0.1, -0.8]], std: [0.25, 0.2, 0.3]}";
    private static final String START = "initial=[[0.3, -1.2], [1.5, 0.7], [-0.8, -0.4], [0.05, 2.1]]";
    private static final String SIGMAS = "{points: [15, 6, 2, 0.6, 0.13, 0.02, 0]}";

    private static JsonNode sample(String sampler, String grid, String... more) {
        var arguments = new java.util.ArrayList<>(
                List.of("sample", "--json", "--model", MODEL, "--sampler", sampler, "--grid", grid, "--set", START));
        arguments.addAll(List.of(more));
        var session = Session.run(arguments.toArray(String[]::new));
        assertThat(session.err()).isEmpty();
        return session.json();
    }

    private static void assertSamples(JsonNode json, double... expected) {
        for (int i = 0; i < expected.length; i++)
            assertThat(json.get("samples").get(i / 2).get(i % 2).doubleValue()).isCloseTo(expected[i], within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddim",
                "ddpm",
                "deis-rhork",
                "euler",
                "heun",
                "dpm2",
                "euler-ancestral",
                "dpm2-ancestral",
                "dpm-2s-ancestral",
                "dpm-sde",
                "dpm-solver",
                "dpm-solver-sde",
                "dpm-2m-sde",
                "dpm-fast",
                "dpm-adaptive",
                "unipc",
                "deis-tab",
                "deis-rhoab",
                "deis-lambda",
                "lms",
                "ipndm",
                "pndm",
                "bdia",
                "{name: bdia, gamma: 0.8, base: dpm-2s}",
                "bdia-edm",
                "o-belm",
                "leapfrog-rho",
                "edict",
                "{name: dpm-solver, method: adaptive}",
                "{name: ddim, eta: 1}",
                "{name: euler, sChurn: 3, sTmax: 0.5}"
            })
    void everySamplerRunsByItsNameAndAgainWithTheSameNumbers(String sampler) {
        var first = sample(sampler, "{type: log-snr, steps: 12}", "--t-end", "0.001", "--seed", "4");
        var second = sample(sampler, "{type: log-snr, steps: 12}", "--t-end", "0.001", "--seed", "4");
        assertThat(first.get("samples")).isEqualTo(second.get("samples"));
        assertThat(first.get("evaluations").intValue()).isBetween(12, 200);
        for (JsonNode row : first.get("samples"))
            for (JsonNode number : row) assertThat(number.doubleValue()).isBetween(-3.0, 3.0);
    }

    @Test
    void theAdaptiveSamplerOfTheReleaseTakesItsEvaluations() {
        var json = sample(
                "{name: dpm-solver, method: adaptive, order: 2, prediction: noise, relativeTolerance: 0.01,"
                        + " absoluteTolerance: 0.001, compat: release}",
                "log-snr",
                "--t-end",
                "0.001");
        assertThat(json.get("evaluations").intValue()).isEqualTo(132);
        assertThat(json.get("accepted").intValue() + json.get("rejected").intValue())
                .isEqualTo(66);
        assertThat(json.get("steps")).isEqualTo(json.get("accepted"));
    }

    /// Each sample by itself: no sample changes another's steps.
    @Test
    void theAdaptiveSamplerIsIndependentOfTheBatch() {
        var together = sample("{name: dpm-solver, method: adaptive}", "log-snr", "--t-end", "0.001");
        var alone = Session.run(
                        "sample",
                        "--json",
                        "--model",
                        MODEL,
                        "--sampler",
                        "{name: dpm-solver, method: adaptive}",
                        "--t-end",
                        "0.001",
                        "--set",
                        "initial=[[1.5, 0.7]]")
                .json();
        assertThat(alone.get("samples").get(0))
                .isEqualTo(together.get("samples").get(1));
    }

    @Test
    void tighterTolerancesGiveSmallerErrors() {
        double loose = error("0.05");
        double tight = error("0.0005");
        assertThat(tight).isLessThan(loose / 5).isLessThan(1e-3);
    }

    private static double error(String tolerance) {
        return Session.run(
                        "compare",
                        "--json",
                        "--model",
                        MODEL,
                        "--samplers",
                        "[{name: dpm-solver, method: adaptive, relativeTolerance: " + tolerance
                                + ", absoluteTolerance: " + tolerance + "}]",
                        "--set",
                        START)
                .json()
                .get("rows")
                .get(0)
                .get("maxError")
                .doubleValue();
    }

    @Test
    void stochasticSamplersTakeGivenNoiseAndBrownianPaths() {
        String noise = "noise=[[1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],"
                + " [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]]";
        var given = sample("euler-ancestral", SIGMAS, "--schedule", "edm", "--set", noise);
        var other = sample("euler-ancestral", SIGMAS, "--schedule", "edm", "--seed", "3");
        var path = sample("euler-ancestral", SIGMAS, "--schedule", "edm", "--seed", "3", "--set", "noisePath=brownian");
        assertThat(given.get("samples")).isNotEqualTo(other.get("samples"));
        assertThat(path.get("samples")).isNotEqualTo(other.get("samples"));
        var session = Session.run(
                "sample",
                "--json",
                "--model",
                MODEL,
                "--sampler",
                "euler-ancestral",
                "--schedule",
                "edm",
                "--grid",
                SIGMAS,
                "--set",
                START,
                "--set",
                "noise=[[1, 2]]");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.json().get("error").asString()).isEqualTo("noise[0]: 2 numbers, expected 8");
    }

    @Test
    void dynamicThresholdingIsTheReleases() {
        var json = sample(
                "{name: dpm-solver, order: 2, compat: release}",
                "{type: time-uniform, steps: 10}",
                "--t-end",
                "0.001",
                "--set",
                "correction={type: dynamic-thresholding, ratio: 0.9, floor: 0.5}");
        assertSamples(json, THRESHOLDED);
    }

    private static final double[] THRESHOLDED = {
        0.2578948924265767,
        -1.2242914463222194,
        1.0116872817703602,
        0.6567966538569442,
        -1.005314457921621,
        0.45824621232493723,
        -1.0785468109214649,
        1.0202349002028683
    };

    @Test
    void stochasticSamplersHaveNoDistanceToTheFlow() {
        var session = Session.run(
                "compare", "--json", "--model", MODEL, "--samplers", "[{name: ddim, eta: 1}]", "--evaluations", "[10]");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.json().get("error").asString()).startsWith("sampler ddim eta 1.0 draws noise");
    }

    @Test
    void anAdaptiveSamplerHasNoPlanAndNoNumberOfEvaluations() {
        String sampler = "{name: dpm-solver, method: adaptive}";
        assertThat(Session.run("plan", "--json", "--sampler", sampler)
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("dpm-solver adaptive chooses its steps while it runs: it has no plan beforehand");
        assertThat(Session.run("sample", "--json", "--model", MODEL, "--sampler", sampler, "--evaluations", "10")
                        .json()
                        .get("error")
                        .asString())
                .startsWith("evaluations 10: dpm-solver++ 3 adaptive 0.05 chooses its steps by their error");
    }
}

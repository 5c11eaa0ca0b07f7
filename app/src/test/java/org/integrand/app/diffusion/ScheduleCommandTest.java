package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ScheduleCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session run(String... arguments) {
        return Session.run(arguments);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Session sample(String... more) {
        List<String> all =
                new ArrayList<>(List.of("sample", "--model", Session.MIXTURE, "--count", "5", "--seed", "2", "--json"));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private static void assertSame(JsonNode samples, JsonNode others) {
        assertThat(samples.size()).isEqualTo(others.size());
        for (int i = 0; i < samples.size(); i++)
            for (int j = 0; j < samples.get(i).size(); j++)
                assertThat(samples.get(i).get(j).doubleValue())
                        .isCloseTo(others.get(i).get(j).doubleValue(), within(1e-12));
    }

    private static void refused(Session session, int code, String message) {
        assertThat(session.err()).contains(message);
        assertThat(session.err().lines().count()).isEqualTo(1);
        assertThat(session.code()).isEqualTo(code);
    }

    /// A file that is made of a sampler gives the sampler's samples, in `sample`, `plan` and `compare`.
    @Test
    void aScheduleFileDoesWhatItsSamplerDoes() {
        for (String sampler : List.of("unipc", "{name: dpm-solver, method: singlestep}", "{name: deis-tab}", "heun")) {
            String path = file("made.json");
            String[] asked = {"--sampler", sampler, "--evaluations", sampler.equals("heun") ? "8" : "7"};
            var made = run("schedule", "convert", asked[0], asked[1], asked[2], asked[3], "--file", path, "--json");
            assertThat(made.json().get("files").get(0).stringValue()).isEqualTo(path);
            assertSame(
                    sample("--schedule-file", path).json().get("samples"),
                    sample(asked).json().get("samples"));
            assertThat(run("plan", "--schedule-file", path, "--json").json().get("evaluations"))
                    .isEqualTo(made.json().get("evaluations"));
        }
    }

    @Test
    void compareTakesASchedulesFileBesideItsSamplers() {
        String path = file("unipc.json");
        run("schedule", "convert", "--sampler", "unipc", "--evaluations", "7", "--file", path);
        var rows = run(
                        "compare",
                        "--model",
                        Session.MIXTURE,
                        "--samplers",
                        "[unipc]",
                        "--evaluations",
                        "[7]",
                        "--schedule-file",
                        path,
                        "--count",
                        "4",
                        "--json")
                .json()
                .get("rows");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get(1).get("error").doubleValue())
                .isCloseTo(rows.get(0).get("error").doubleValue(), within(1e-9));
    }

    @Test
    void explainShowsDecisionsAndTheSolversThatTheyAre() throws IOException {
        var session = run(
                "schedule",
                "explain",
                "--sampler",
                "{name: dpm-solver, order: 2, lowerOrderFinal: false}",
                "--steps",
                "6",
                "--out",
                file("report"),
                "--json");
        assertThat(session.json().get("solvers").get(0).stringValue()).isEqualTo("dpm-solver++ 2M");
        assertThat(folder.resolve("report/timeline.png")).exists();
        assertThat(Files.readString(folder.resolve("report/index.html"))).contains("dpmsolver-2", "Decisions");
        assertThat(run("schedule", "explain", "--sampler", "unipc", "--evaluations", "5")
                        .out())
                .contains("at its times the same as unipc-3 bh2 data", "pseudo, order 2, unipc-bh2");
    }

    @Test
    void schedulesGoToCoefficientsAndMultistepOnesToSigmas() {
        var sigmas = run("schedule", "convert", "--sampler", "ddim", "--steps", "3", "--to", "sigmas")
                .out();
        assertThat(sigmas).contains("\"sigmas\"", "\"timesteps\"", "\"ddim\"");
        assertThat(run("schedule", "convert", "--sampler", "ddim", "--steps", "3", "--to", "coefficients")
                        .out()
                        .lines())
                .hasSizeGreaterThanOrEqualTo(4);
        refused(
                run("schedule", "convert", "--sampler", "heun", "--steps", "3", "--to", "sigmas"),
                2,
                "step 1 has an implicit corrector, expected a multistep schedule");
    }

    @Test
    void statisticsAreEstimatedReadAndHelp() throws IOException {
        String statistics = file("mixture.json");
        var made = run(
                "schedule",
                "statistics",
                "--model",
                Session.MIXTURE,
                "--file",
                statistics,
                "--set",
                "count=300",
                "--json");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(folder.resolve("mixture-l.npy")).exists();
        String exact = file("exact.json");
        run("schedule", "convert", "--sampler", "ddim", "--steps", "6", "--file", exact);
        String text = Files.readString(Path.of(exact));
        String empirical = Files.writeString(
                        folder.resolve("ems.json"), text.replace("noise_prediction", "dpmsolver_v3_prediction"))
                .toString();
        refused(sample("--schedule-file", empirical), 2, "expected statistics of the model");
        var rows = run(
                        "compare",
                        "--model",
                        Session.MIXTURE,
                        "--samplers",
                        "[{name: solver-schedule, file: " + empirical + ", statistics: " + statistics
                                + "}, {name: solver-schedule, file: " + exact + "}]",
                        "--json")
                .json()
                .get("rows");
        assertThat(rows.get(0).get("error").doubleValue())
                .isLessThan(0.8 * rows.get(1).get("error").doubleValue());
    }

    /// Digits are drawn by the network itself, so that each has its class.
    @Test
    void statisticsOfDigitsAreThoseOfDigitsThatTheNetworkDraws() throws IOException {
        String statistics = file("digits.json");
        String[] few = {"--set", "count=4", "--set", "points=40", "--t-end", "0.1"};
        var made = run(with(few, "schedule", "statistics", "--model", "digits", "--file", statistics, "--json"));
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.json().get("components").intValue()).isEqualTo(784);
        // nearly all of the noisiest state is noise, l = sigma d eps / dx = 1; the mean is that of pictures
        double[][] l = NumberFile.read(folder.resolve("digits-l.npy"));
        assertThat(Arrays.stream(l[0]).average().orElseThrow()).isCloseTo(1, within(0.05));
        var mean = JobFile.parse(Files.readString(Path.of(statistics))).get("mean");
        assertThat(mean).hasSize(784);
        double grey = 0;
        for (var pixel : mean) grey += pixel.doubleValue() / 784;
        assertThat(grey).isBetween(-1.0, -0.4); // mostly black, -1
        String path = file("empirical.json");
        run("schedule", "convert", "--sampler", "ddim", "--steps", "4", "--t-end", "0.1", "--file", path);
        String text = Files.readString(Path.of(path));
        Files.writeString(
                Path.of(path),
                text.replace("noise_prediction", "dpmsolver_v3_prediction").replace("no_afs", "average_x0"));
        var sampled =
                run("sample", "--count", "2", "--schedule-file", path, "--set", "statistics=" + statistics, "--json");
        assertThat(sampled.code()).as(sampled.err()).isZero();
        assertThat(sampled.json().get("evaluations").intValue()).isEqualTo(3);
        String data = file("data.json");
        Files.writeString(Path.of(data), "[" + mean + "]");
        refused(
                run(with(few, "schedule", "statistics", "--model", "digits", "--file", statistics, "--data", data)),
                2,
                "the network has a class for each of them, expected class");
    }

    /// Told by the loss of the samples.
    @Test
    void skipConnectionsOfTheDigitsAreScaled() {
        double plain = loss("digits");
        assertThat(loss("{type: digits, skips: [1, 1]}")).isCloseTo(plain, within(1e-4 * plain));
        assertThat(loss("{type: digits, skips: [0.7, 1]}")).isNotCloseTo(plain, within(1e-2 * plain));
        refused(
                run("gradient", "--target", "[-1]", "--model", "{type: digits, skips: [1]}"),
                2,
                "skips: 1 numbers, expected 2");
    }

    private static double loss(String model) {
        var session = run("gradient", "--target", "[-1]", "--count", "2", "--steps", "3", "--json", "--model", model);
        assertThat(session.code()).as(session.err()).isZero();
        return session.json().get("loss").doubleValue();
    }

    private static String[] with(String[] last, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
    }

    /// A guess at the mean of the data needs it: known of a mixture, not of a digit.
    @Test
    void theMeanOfAMixtureIsKnown() throws IOException {
        String path = file("mean.json");
        run("schedule", "convert", "--sampler", "ddim", "--steps", "6", "--file", path);
        Files.writeString(Path.of(path), Files.readString(Path.of(path)).replace("no_afs", "average_x0"));
        assertThat(sample("--schedule-file", path).json().get("evaluations").intValue())
                .isEqualTo(5);
        refused(run("plan", "--schedule-file", path), 2, "expected the mean of the data");
    }

    @Test
    void badFilesAndContradictionsAreRefusedInOneLine() throws IOException {
        refused(sample("--schedule-file", "nowhere.json"), 1, "schedule nowhere.json: no such file");
        String path = Files.writeString(folder.resolve("bad.json"), "{\"timesteps\": [1, 2], \"orders\": [1]}")
                .toString();
        refused(sample("--schedule-file", path), 1, "schedule: prediction_types is missing");
        String good = file("good.json");
        run("schedule", "convert", "--sampler", "ddim", "--steps", "4", "--file", good);
        refused(sample("--schedule-file", good, "--evaluations", "5"), 2, "schedule ddim has 4");
        refused(
                run("schedule", "convert", "--sampler", "ipndm", "--steps", "6"),
                2,
                "ipndm is no solver schedule: its weights are those of even steps");
        refused(
                run("schedule", "statistics", "--model", "{type: gaussian, mean: [0]}"),
                2,
                "statistics: expected file");
    }

    /// Published schedules, for networks that are not here: each is read, and explained, and runs where no
    /// statistics are wanted.
    @Test
    void filesOfTheReleaseAreTaken() throws IOException {
        String path = Files.writeString(folder.resolve("release.json"), """
                        {"timesteps": [1, 0.6, 0.2, 0.01], "orders": [1, 2, 2],
                         "prediction_types": ["noise_prediction", "data_prediction", "noise_prediction"],
                         "start_points": [-1, -1, -1],
                         "derivative_types": [[],
                           [{"estimate": "Difference_1", "active_points": [-2], "relaxation": "linear",
                             "relaxation_coefficient": 0.02}],
                           [{"estimate": "Difference_1", "active_points": [-2], "relaxation": null}]],
                         "afs": "zero_x0", "skip_coefficients": [1, 0.9]}
                        """).toString();
        assertThat(run("schedule", "explain", "--schedule-file", path).out())
                .contains("skip_coefficients change the network", "no known solver", "1 +0.0200 h");
        assertThat(sample("--schedule-file", path).json().get("evaluations").intValue())
                .isEqualTo(2);
    }
}

package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session sample(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "sample";
        all[1] = "--json";
        all[2] = "--model";
        all[3] = Session.MIXTURE;
        System.arraycopy(more, 0, all, 4, more.length);
        return Session.run(all);
    }

    /// On one Gaussian the flow is x_t = alpha_t m + sqrt(V_t / V_T) (x_T - alpha_T m), V = alpha^2 s^2 +
    /// sigma^2.
    @Test
    void samplesOfAGaussianAreTheClosedForm() {
        var json = Session.run(
                        "sample",
                        "--json",
                        "--model",
                        "{type: gaussian, mean: [1.5, -2], std: 0.5}",
                        "--method",
                        "singlestep-fixed",
                        "--steps",
                        "3000",
                        "--t-end",
                        "0.001",
                        "--set",
                        "initial=[[0.3, -1.2]]")
                .json();
        for (int j = 0; j < 2; j++) {
            double mean = new double[] {1.5, -2}[j];
            double start = new double[] {0.3, -1.2}[j];
            double x = alpha(1e-3) * mean + Math.sqrt(variance(1e-3) / variance(1)) * (start - alpha(1) * mean);
            assertThat(json.get("samples").get(0).get(j).doubleValue()).isCloseTo(x, within(1e-8));
        }
        assertThat(json.get("evaluations").intValue()).isEqualTo(3000);
        assertThat(json.get("steps").intValue()).isEqualTo(1000);
    }

    private static double alpha(double t) {
        return Math.exp(-t * t * 19.9 / 4 - t * 0.1 / 2);
    }

    private static double variance(double t) {
        return alpha(t) * alpha(t) * 0.25 + 1 - alpha(t) * alpha(t);
    }

    /// From sigma = 1, where there is no signal, to sigma = 3e-4.
    @Test
    void flowMatchingSamplesAGaussianFromPureNoise() {
        var json = Session.run(
                        "sample",
                        "--json",
                        "--model",
                        "{type: gaussian, mean: [1.5, -2], std: 0.5}",
                        "--schedule",
                        "{type: flow, shift: 3}",
                        "--grid",
                        "time-uniform",
                        "--sampler",
                        "{name: ddim, prediction: data}",
                        "--steps",
                        "4000",
                        "--t-end",
                        "0.0001",
                        "--set",
                        "initial=[[0.3, -1.2]]")
                .json();
        double sigma = 3e-4 / 1.0002;
        double stretch = Math.sqrt((1 - sigma) * (1 - sigma) * 0.25 + sigma * sigma);
        assertThat(json.get("samples").get(0).get(0).doubleValue())
                .isCloseTo((1 - sigma) * 1.5 + stretch * 0.3, within(1e-3));
        assertThat(json.get("samples").get(0).get(1).doubleValue())
                .isCloseTo((1 - sigma) * -2 + stretch * -1.2, within(1e-3));
    }

    @Test
    void noiseIsDrawnWithTheDeviationOfTheSchedule() {
        for (String schedule : new String[] {"{type: flow, mu: 1}", "ve", "vp-linear"}) {
            var json = Session.run(
                            "sample",
                            "--json",
                            "--model",
                            "{type: gaussian, mean: [0], std: 1e-9}",
                            "--schedule",
                            schedule,
                            "--sampler",
                            "ddim",
                            "--grid",
                            "time-uniform",
                            "--steps",
                            "1",
                            "--t-start",
                            "0.5",
                            "--t-end",
                            "0.25",
                            "--count",
                            "20000")
                    .json();
            double e = Math.E;
            double stretch = switch (schedule) {
                case "ve" -> 0.25;
                case "vp-linear" ->
                    Math.sqrt(1 - Math.exp(-0.0625 * 9.95 - 0.025)) / Math.sqrt(1 - Math.exp(-0.25 * 9.95 - 0.05));
                default -> e / (e + 3);
            };
            assertThat(json.get("std").get(0).doubleValue() / stretch)
                    .as(schedule)
                    .isCloseTo(1, within(0.03));
        }
    }

    /// The closed form on the last and first level of a table of three, whatever is between them; and from no signal.
    @Test
    void tablesOfNoiseLevelsAreSampled() {
        for (String more : new String[] {
            "betas: table, table: [0.1, 0.4, 0.5]",
            "betas: alpha-bars, table: [0.9, 0.54, 0.27], interpolation: sigma, clip: none",
            "betas: alpha-bars, table: [0.9, 0.54, 0.27], interpolation: alpha-bar, clip: limit",
            "betas: table, table: [0.1, 0.4, 0.5], interpolation: log-sigma, zeroTerminalSnr: exact",
            "betas: table, table: [0.1, 0.4, 0.5], interpolation: sigma, zeroTerminalSnr: tiny"
        }) {
            var json = Session.run(
                            "sample",
                            "--json",
                            "--model",
                            "{type: gaussian, mean: [1.5], std: 0.5}",
                            "--schedule",
                            "{type: discrete, " + more + "}",
                            "--grid",
                            "time-uniform",
                            "--sampler",
                            "{name: ddim, prediction: data}",
                            "--steps",
                            "4000",
                            "--set",
                            "initial=[[0.3]]",
                            "--t-end",
                            "0.33333333333333337")
                    .json();
            double first = more.contains("Snr") ? 0 : Math.sqrt(0.27);
            double spread = Math.sqrt((0.9 * 0.25 + 0.1) / (first * first * 0.25 + 1 - first * first));
            assertThat(json.get("samples").get(0).get(0).doubleValue())
                    .as(more)
                    .isCloseTo(Math.sqrt(0.9) * 1.5 + spread * (0.3 - first * 1.5), within(3e-3));
        }
    }

    @Test
    void resultHasTheKeysOfTheContract() {
        var json = sample("--count", "3", "--seed", "5").json();
        for (String key : new String[] {"command", "evaluations", "steps", "seconds", "seed", "samples", "files"})
            assertThat(json.has(key)).as(key).isTrue();
        assertThat(json.get("command").asString()).isEqualTo("sample");
        assertThat(json.get("seed").longValue()).isEqualTo(5);
        assertThat(json.get("samples").size()).isEqualTo(3);
    }

    @Test
    void samplesAreInTheResultOnlyWhileTheyAreFew() {
        assertThat(sample("--count", "2048").json().has("samples")).isTrue();
        assertThat(sample("--count", "2049").json().has("samples")).isFalse();
    }

    @Test
    void moreSamplesDoNotChangeEarlierOnesAndOtherSeedsDo() {
        JsonNode few = sample("--count", "3").json().get("samples");
        JsonNode many = sample("--count", "2000").json().get("samples");
        for (int i = 0; i < 3; i++) assertThat(many.get(i)).isEqualTo(few.get(i));
        assertThat(sample("--count", "3", "--seed", "1").json().get("samples").get(0))
                .isNotEqualTo(few.get(0));
        assertThat(few.get(0)).isNotEqualTo(few.get(1));
    }

    @Test
    void moreNumbersThanABatchAreTheSameAsOneByOne() {
        var whole = Session.run(
                "sample",
                "--json",
                "--model",
                "{type: gaussian, mean: [1], std: 2}",
                "--count",
                "20000",
                "--samples",
                folder.resolve("many.npy").toString());
        assertThat(whole.code()).isZero();
        double[][] many = NumberFile.read(folder.resolve("many.npy"));
        assertThat(many).hasNumberOfRows(20_000);
        double mean =
                java.util.Arrays.stream(many).mapToDouble(x -> x[0]).average().orElseThrow();
        assertThat(mean).isCloseTo(1, within(5 * 2 / Math.sqrt(20_000)));
    }

    @Test
    void filesGiveAndTakeStatesInFullPrecision() {
        for (String ending : new String[] {"npy", "json", "csv"}) {
            String start = folder.resolve("start." + ending).toString();
            String end = folder.resolve("end." + ending).toString();
            double[][] states = {{0.1 + 0.2, -1.2}, {1 / 3.0, 0.7}};
            NumberFile.write(Path.of(start), states);
            var json = sample("--initial", start, "--samples", end).json();
            var inline = sample("--set", "initial=[[0.30000000000000004, -1.2], [0.3333333333333333, 0.7]]")
                    .json();
            assertThat(json.get("samples")).isEqualTo(inline.get("samples"));
            double[][] written = NumberFile.read(Path.of(end));
            for (int i = 0; i < 2; i++)
                for (int j = 0; j < 2; j++)
                    assertThat(written[i][j])
                            .isEqualTo(inline.get("samples").get(i).get(j).doubleValue());
            assertThat(json.get("files").get(0).asString()).isEqualTo(end);
        }
    }

    @Test
    void reportHoldsFiguresPicturesDataAndTheJobThatGivesThemAgain() throws Exception {
        var out = folder.resolve("report");
        var session = sample("--count", "5", "--seed", "3", "--out", out.toString());
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "report.json", "index.html", "samples.png", "samples.svg", "samples.npy", "plan.txt");
        var report = JsonMapper.shared().readTree(Files.readString(out.resolve("report.json")));
        assertThat(report.get("result")).isEqualTo(session.json());
        assertThat(report.get("versions").get("integrand").asString()).isNotEmpty();
        var again = Files.writeString(
                folder.resolve("again.json"),
                ((tools.jackson.databind.node.ObjectNode) report.get("job"))
                        .without("out")
                        .toString());
        assertThat(Session.run("run", again.toString(), "--json").json().get("samples"))
                .isEqualTo(session.json().get("samples"));
        assertThat(Files.readString(out.resolve("index.html")))
                .contains("data:image/png;base64,")
                .doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void forProgramsThereIsAReportOnlyWhereTheJobNamesAFolder() {
        assertThat(sample().json().get("files").size()).isZero();
    }

    @Test
    void anInterruptKeepsTheBatchesThatAreDone() {
        var tree = JobFile.object().put("count", 20_000);
        tree.set("model", JobFile.parse(Session.MIXTURE));
        var job = JobReader.read(tree, SampleJob.class);
        double[] reached = {0};
        var run = new Run((fraction, _) -> reached[0] = fraction, () -> reached[0] > 0.5, false);
        var part = new SampleCommand().prepare(job).run(run);
        var whole = new SampleCommand().prepare(job).run(Run.UNATTENDED);
        assertThat(part.cancelled()).isTrue();
        assertThat(whole.cancelled()).isFalse();
        assertThat(part.json().get("interrupted").booleanValue()).isTrue();
        assertThat(part.json().get("count").intValue()).isEqualTo(8192);
        assertThat(whole.json().get("count").intValue()).isEqualTo(20_000);
    }
}

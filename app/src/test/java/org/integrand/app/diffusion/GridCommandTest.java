package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.integrand.app.report.NumberFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GridCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session grid(String schedule, String grid, String... more) {
        List<String> all = new ArrayList<>(List.of("grid", "--schedule", schedule, "--grid", grid));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static double[] numbers(JsonNode array) {
        return array.values().stream()
                .mapToDouble(n -> n.isNull() ? Double.NaN : n.doubleValue())
                .toArray();
    }

    private static void refused(String message, String schedule, String grid, String... more) {
        var session = grid(schedule, grid, more);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }

    /// k-diffusion's get_sigmas_karras(4, 0.1, 10): four noise levels and 0.
    @Test
    void karrasToZeroIsTheListOfKDiffusion() {
        var json = grid("ve", "{type: karras, toZero: true, steps: 3}", "--json", "--t-start", "10", "--t-end", "0.1")
                .json();
        double[] sigma = numbers(json.get("sigma"));
        assertThat(sigma).hasSize(5);
        for (int i = 0; i < 4; i++) {
            double root = Math.pow(10, 1 / 7.0) + i / 3.0 * (Math.pow(0.1, 1 / 7.0) - Math.pow(10, 1 / 7.0));
            assertThat(sigma[i]).isCloseTo(Math.pow(root, 7), within(1e-13 * sigma[i] + 1e-14));
        }
        assertThat(sigma[4]).isZero();
        assertThat(json.get("lambda").get(4).isNull()).isTrue();
        assertThat(json.get("steps").intValue()).isEqualTo(4);
        assertThat(numbers(json.get("alpha"))).containsOnly(1);
    }

    @Test
    void allColumnsSpeakOfTheSamePoint() {
        for (String schedule :
                List.of("vp-linear", "{type: flow, shift: 3}", "{type: discrete, interpolation: sigma}")) {
            for (String grid : List.of(
                    "diffusers-beta",
                    "vp-time",
                    "vp-time-fitted",
                    "lu",
                    "{sigmas: [9, 3, 1]}",
                    "{lambdas: [-2, 0, 2]}")) {
                var json = grid(schedule, grid, "--json", "--t-start", "0.99").json();
                double[] t = numbers(json.get("t"));
                double[] rho = numbers(json.get("rho"));
                double[] lambda = numbers(json.get("lambda"));
                double[] alpha = numbers(json.get("alpha"));
                double[] sigma = numbers(json.get("sigma"));
                assertThat(t)
                        .as("%s %s", schedule, grid)
                        .hasSize(json.get("steps").intValue() + 1);
                for (int i = 0; i < t.length; i++) {
                    assertThat(sigma[i] / alpha[i]).isCloseTo(rho[i], within(1e-13 * rho[i]));
                    assertThat(-Math.log(rho[i])).isCloseTo(lambda[i], within(1e-12));
                    if (i > 0) assertThat(lambda[i]).isGreaterThan(lambda[i - 1]);
                }
            }
        }
    }

    @Test
    void listedPointsAreTaken() {
        assertThat(numbers(grid("vp-linear", "{sigmas: [9, 3, 1, 0]}", "--json")
                        .json()
                        .get("rho")))
                .containsExactly(new double[] {9, 3, 1, 0}, within(1e-12));
        assertThat(numbers(grid("discrete", "{lambdas: [-2, 0.5, 2]}", "--json")
                        .json()
                        .get("lambda")))
                .containsExactly(new double[] {-2, 0.5, 2}, within(1e-12));
        assertThat(numbers(grid("discrete", "{points: [1, 0.5, 0.25], toZero: true}", "--json")
                        .json()
                        .get("t")))
                .containsExactly(1, 0.5, 0.25, 0);
        var labels = numbers(grid("discrete", "deis-discrete", "--json", "--t-end", "0.001")
                .json()
                .get("t"));
        assertThat(labels).containsExactly(new double[] {1, .9, .8, .7, .6, .5, .4, .3, .2, .1, .001}, within(1e-12));
    }

    @Test
    void aFlowStartsWithoutSignal() {
        var json = grid("{type: flow, mu: 0}", "time-uniform", "--json", "--steps", "4", "--t-end", "0")
                .json();
        assertThat(numbers(json.get("sigma"))).containsExactly(new double[] {1, 0.75, 0.5, 0.25, 0}, within(1e-15));
        assertThat(json.get("rho").get(0).isNull()).isTrue();
        assertThat(json.get("lambda").get(4).isNull()).isTrue();
    }

    @Test
    void samplersFollowTheGridToZero() {
        for (String sampler : List.of("ddim", "dpm-solver", "{name: dpm-solver, method: singlestep}")) {
            var json = Session.run(
                            "plan",
                            "--json",
                            "--sampler",
                            sampler,
                            "--grid",
                            "{type: karras, toZero: true}",
                            "--evaluations",
                            "7")
                    .json();
            assertThat(json.get("evaluations").intValue()).as(sampler).isEqualTo(7);
            assertThat(json.get("plan").toString()).contains("\"sigma\":0.0");
        }
    }

    @Test
    void printsATableAndWritesEveryDigit() throws Exception {
        var out = folder.resolve("report");
        var session = grid("vp-linear", "{type: log-snr, toZero: true}", "--steps", "3", "--out", out.toString());
        assertThat(session.out().lines()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(session.out().lines().findFirst().orElseThrow().trim().split("\\s+"))
                .containsExactly("step", "t", "alpha", "sigma", "lambda", "rho");
        assertThat(session.out()).contains("Infinity");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("grid.csv", "grid.png", "grid.svg", "index.html", "report.json");
        double[][] csv = NumberFile.read(out.resolve("grid.csv"));
        var json = grid("vp-linear", "{type: log-snr, toZero: true}", "--steps", "3", "--json")
                .json();
        for (int i = 0; i < 5; i++)
            assertThat(csv[i][4]).isEqualTo(i == 4 ? Double.POSITIVE_INFINITY : numbers(json.get("lambda"))[i]);
        assertThat(Files.readString(out.resolve("index.html"))).contains("<th>lambda</th>");
    }

    @Test
    void badGridsAreRefusedInOneLine() {
        refused("grid.steps 0: expected 1 ... 100,000", "vp-linear", "log-snr", "--steps", "0");
        refused("unknown grid 'karas': did you mean 'karras'?", "vp-linear", "karas");
        refused("grid.sigmas -1: expected at least 0", "vp-linear", "{sigmas: [3, -1]}");
        refused("grid.sigmas: 1 of them: expected at least 2", "vp-linear", "{sigmas: [3]}");
        refused(
                "grid of whole labels on VpLinear[beta0=0.1, beta1=20.0]: expected a discrete schedule",
                "vp-linear",
                "deis-discrete");
        refused(
                "t 2.0: expected 0.0 ... 1.0, where VpLinear[beta0=0.1, beta1=20.0] is defined",
                "vp-linear",
                "{points: [2, 1]}");
        refused(
                "grid LogSnr[]: t 1.0 has no signal, where this grid has no points; expected another start, or a grid even"
                        + " in time",
                "flow",
                "log-snr");
        refused(
                "denoise to zero: t 0.0 has no noise left, expected an end with noise",
                "vp-linear",
                "{type: time-uniform, toZero: true}",
                "--t-end",
                "0");
        refused("grid.toZero: 1: expected true or false", "vp-linear", "{type: karras, toZero: 1}");
    }
}

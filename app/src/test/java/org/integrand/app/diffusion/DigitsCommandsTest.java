package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.integrand.app.cli.Session;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.digits.DigitModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static void assertRefused(String line, String... arguments) {
        var session = Session.run(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isNotZero();
    }

    @Test
    void withoutAModelDigitsAreDrawnAndJudged() {
        var session = Session.run("sample", "--count", "5", "--evaluations", "6", "--json");
        assertThat(session.code()).isZero();
        var json = session.json();
        assertThat(json.path("evaluations").intValue()).isEqualTo(6);
        assertThat(json.path("agreement").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.path("samples").size()).isEqualTo(5);
        assertThat(json.path("samples").path(0).size()).isEqualTo(784);
        assertThat(json.path("networkSeconds").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(json.path("seconds").doubleValue());
    }

    @Test
    void theMainJobDrawsSixtyFourDigitsInTenEvaluationsAndReportsThem() throws IOException {
        var session = Session.run("sample", "--json", "--out", folder.toString());
        assertThat(session.code()).isZero();
        var json = session.json();
        assertThat(json.path("evaluations").intValue()).isEqualTo(10);
        assertThat(json.path("count").intValue()).isEqualTo(64);
        assertThat(json.has("samples")).isFalse();
        assertThat(json.path("agreement").doubleValue()).isGreaterThan(0.9);
        assertThat(json.path("distanceToConverged").doubleValue())
                .isLessThan(0.6 * json.path("ddimDistanceToConverged").doubleValue());
        for (String name : new String[] {"digits.png", "again.png", "samples.npy", "plan.txt", "report.json"})
            assertThat(folder.resolve(name)).as(name).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("64 digits in 10 evaluations", "data:image/png");
    }

    @Test
    void aBatchDoesNotChangeASample() {
        var few = folder.resolve("few.npy");
        var more = folder.resolve("more.npy");
        Session.run("sample", "--count", "3", "--evaluations", "4", "--samples", few.toString(), "--json");
        Session.run("sample", "--count", "66", "--evaluations", "4", "--samples", more.toString(), "--json");
        var first = NumberFile.read(few);
        var second = NumberFile.read(more);
        for (int i = 0; i < 3; i++)
            assertThat(Arrays.equals(second[i], first[i])).as("sample %d", i).isTrue();
    }

    @Test
    void anotherScheduleGivesTheSameDigitsAtTheSameNoiseLevels() {
        var own = folder.resolve("own.npy");
        var cosine = folder.resolve("cosine.npy");
        Session.run(
                "sample",
                "--count",
                "2",
                "--samples",
                own.toString(),
                "--t-end",
                "0.01",
                "--evaluations",
                "80",
                "--json");
        var session = Session.run(
                "sample",
                "--count",
                "2",
                "--schedule",
                "vp-cosine",
                "--t-start",
                "0.99",
                "--t-end",
                "0.01",
                "--samples",
                cosine.toString(),
                "--evaluations",
                "80",
                "--json");
        assertThat(session.err()).isEmpty();
        double sum = 0;
        var a = NumberFile.read(own);
        var b = NumberFile.read(cosine);
        for (int i = 0; i < 2; i++) for (int j = 0; j < 784; j++) sum += Math.pow(a[i][j] - b[i][j], 2) / 1568;
        assertThat(Math.sqrt(sum)).isLessThan(0.1);
    }

    @Test
    void comparisonsKeepTheirRowsAndGoOn() throws IOException {
        String[] first = {
            "compare",
            "--count",
            "16",
            "--samplers",
            "[ddim]",
            "--evaluations",
            "[5]",
            "--out",
            folder.toString(),
            "--json"
        };
        var one = Session.run(first).json();
        assertThat(one.path("rows").size()).isEqualTo(2);
        var two = Session.run(
                        "compare",
                        "--count",
                        "16",
                        "--samplers",
                        "[ddim, dpm-solver]",
                        "--evaluations",
                        "[5, 10]",
                        "--out",
                        folder.toString(),
                        "--json")
                .json();
        assertThat(two.path("rows").size()).isEqualTo(5);
        for (int i = 0; i < 2; i++)
            assertThat(two.path("rows").path(i)).isEqualTo(one.path("rows").path(i));
        double ddim = two.path("rows").path(2).path("distance").doubleValue();
        double dpm = two.path("rows").path(4).path("distance").doubleValue();
        assertThat(two.path("rows").path(4).path("evaluations").intValue()).isEqualTo(10);
        assertThat(dpm).isLessThan(0.6 * ddim);
        assertThat(two.path("rows").path(0).path("distance").doubleValue()).isZero();
        assertThat(folder.resolve("distance.png")).isNotEmptyFile();
        assertThat(folder.resolve("table.csv")).content().contains("ddim,5", "converged,100");
    }

    @Test
    void aClassOfAMixtureIsItsComponent() {
        var mixture = Session.run("sample", "--model", Session.MIXTURE, "--class", "1", "--count", "4", "--json");
        var gaussian =
                Session.run("sample", "--model", "{type: gaussian, mean: [1, 0], std: 0.3}", "--count", "4", "--json");
        assertThat(mixture.json().path("samples")).isEqualTo(gaussian.json().path("samples"));
        var guided = Session.run(
                "sample", "--model", Session.MIXTURE, "--class", "1", "--guidance", "3", "--count", "4", "--json");
        for (int i = 0; i < 4; i++)
            assertThat(guided.json().path("samples").path(i).path(0).doubleValue())
                    .isNotEqualTo(
                            gaussian.json().path("samples").path(i).path(0).doubleValue());
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        assertRefused("class 12: expected 0 ... 9, the digit to draw", "sample", "--class", "12");
        assertRefused(
                "class 2: expected 0 ... 1, the number of a component of the mixture",
                "sample",
                "--model",
                Session.MIXTURE,
                "--class",
                "2");
        assertRefused(
                "guidance 2.0: a mixture is guided towards a class, expected class 0 ... 1",
                "sample",
                "--model",
                Session.MIXTURE,
                "--guidance",
                "2");
        assertRefused(
                "schedule: the model digits needs a variance-preserving one, alpha^2 + sigma^2 = 1",
                "sample",
                "--schedule",
                "edm");
        var states = Files.writeString(folder.resolve("x.json"), "[[0.1, 0.2]]");
        assertRefused(
                states + "[0]: 2 components, expected 784 as in the model", "sample", "--initial", states.toString());
    }

    @Test
    void truncatedWeightsAreRefusedInOneLine() throws IOException {
        var file = folder.resolve("cut.onnx");
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            assertThat(in).isNotNull();
            Files.write(file, in.readNBytes(100_000));
        }
        var session = Session.run("sample", "--model", "{type: digits, file: " + file + "}");
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err())
                .startsWith("integrand: model " + file + ": not a whole ONNX model (100000 bytes)")
                .hasLineCount(1);
        var missing = Session.run("sample", "--set", "model.type=digits", "--set", "model.file=no.onnx");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("integrand: model no.onnx: no such file\n");
    }

    @Test
    void trainingSaysWhatItNeeds() {
        assertRefused(
                "data /no/such/folder is no folder: expected one with MNIST's four IDX files",
                "train",
                "digits",
                "--data",
                "/no/such/folder");
        assertRefused("network: \"digitz\": did you mean 'digits'?", "train", "digitz", "--data", folder.toString());
        assertRefused("fine 12: expected a multiple of 8", "train", "--data", folder.toString(), "--set", "fine=12");
        assertRefused(
                "data " + folder + ": no train-images-idx3-ubyte[.gz], expected MNIST's IDX files",
                "train",
                "digits",
                "--data",
                folder.toString(),
                "--out",
                folder.resolve("out").toString());
    }
}

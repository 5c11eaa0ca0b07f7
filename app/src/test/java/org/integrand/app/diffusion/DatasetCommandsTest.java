package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetCommandsTest {
    private static final int COUNT = 5;
    private static final int SIDE = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final double[][] pictures = new double[COUNT][SIDE * SIDE];

    /// Five pictures of 3 x 3 pixels with labels 0, 1, 0, 1, 0.
    @BeforeEach
    void write() throws IOException {
        var pixels = ByteBuffer.allocate(16 + COUNT * SIDE * SIDE)
                .putInt(0x803)
                .putInt(COUNT)
                .putInt(SIDE)
                .putInt(SIDE);
        var labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            labels.put((byte) (i % 2));
            for (int j = 0; j < SIDE * SIDE; j++) {
                int level = (97 * i + 61 * j * j) % 256;
                pixels.put((byte) level);
                pictures[i][j] = level / 127.5f - 1;
            }
        }
        Files.write(folder.resolve("pictures"), pixels.array());
        Files.write(folder.resolve("labels"), labels.array());
    }

    private String model(String more) {
        return "{type: dataset, path: " + folder.resolve("pictures") + more + "}";
    }

    private static Session sample(String model, String... more) {
        var all = new ArrayList<>(List.of("sample", "--json", "--model", model));
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

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += Math.pow(a[j] - b[j], 2) / a.length;
        return Math.sqrt(sum);
    }

    private int nearest(double[] x) {
        int best = 0;
        for (int i = 1; i < COUNT; i++) if (distance(x, pictures[i]) < distance(x, pictures[best])) best = i;
        return best;
    }

    @Test
    void withoutSmoothingTheFlowEndsInThePicturesAndMeetsThemAll() {
        double[][] x = samples(sample(model(""), "--count", "64", "--steps", "40", "--t-end", "0.0001"));
        var met = new boolean[COUNT];
        for (double[] one : x) {
            int i = nearest(one);
            met[i] = true;
            assertThat(distance(one, pictures[i])).isLessThan(0.02);
        }
        assertThat(met).containsOnly(true);
    }

    @Test
    void aSmoothedSetIsAMixtureOfItsPictures() {
        String mixture = "{type: gaussian-mixture, weights: " + Arrays.toString(new int[] {1, 1, 1, 1, 1}) + ", means: "
                + Arrays.deepToString(pictures) + ", std: [0.3, 0.3, 0.3, 0.3, 0.3]}";
        double[][] expected = samples(sample(mixture, "--count", "9"));
        double[][] actual = samples(sample(model(", std: 0.3"), "--count", "9"));
        assertThat(actual).hasDimensions(9, SIDE * SIDE);
        for (int i = 0; i < 9; i++) assertThat(distance(actual[i], expected[i])).isLessThan(1e-10);
        double[][] guided = samples(sample(mixture, "--count", "9", "--class", "3", "--guidance", "1"));
        double[][] single = samples(sample(model(", std: 0.3, limit: 1"), "--count", "9"));
        assertThat(distance(single[0], guided[0])).isGreaterThan(0.1);
    }

    @Test
    void aClassIsTheSetOfItsLabel() {
        String labelled = model(", labels: " + folder.resolve("labels"));
        for (double[] x : samples(sample(labelled, "--class", "1", "--count", "32", "--steps", "40")))
            assertThat(nearest(x) % 2).isEqualTo(1);
        double[][] guided =
                samples(sample(labelled, "--class", "1", "--guidance", "2", "--count", "32", "--steps", "40"));
        for (double[] x : guided) assertThat(nearest(x) % 2).isEqualTo(1);
    }

    @Test
    void theResultAndTheReportAreThoseOfTheContract() throws IOException {
        var out = folder.resolve("report");
        var colours = Files.createDirectory(folder.resolve("colours"));
        for (int i = 0; i < 2; i++) {
            var picture = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < 4; x++) picture.setRGB(x, 1, i == 0 ? 0xff0000 : 0x0000ff);
            ImageIO.write(picture, "png", colours.resolve(i + ".png").toFile());
        }
        var json = sample(
                        "{type: dataset, path: " + colours + "}",
                        "--count",
                        "3",
                        "--seed",
                        "5",
                        "--steps",
                        "40",
                        "--out",
                        out.toString())
                .json();
        for (String key : new String[] {"command", "evaluations", "steps", "seconds", "seed", "samples", "files"})
            assertThat(json.has(key)).as(key).isTrue();
        assertThat(json.get("dimension").intValue()).isEqualTo(24);
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("report.json", "index.html", "samples.png", "samples.npy", "plan.txt");
        assertThat(new String(
                        Files.readAllBytes(out.resolve("samples.npy")), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("(3, 3, 2, 4)");
        var picture = ImageIO.read(out.resolve("samples.png").toFile());
        int pixel = picture.getRGB(4 + 2, 4 + 8 + 2);
        assertThat(Math.max(pixel >> 16 & 0xff, pixel & 0xff)).isGreaterThan(240);
        assertThat(pixel >> 8 & 0xff).isLessThan(15);
    }

    @Test
    void samplesDependNeitherOnTheirNumberNorOnEachOther() {
        double[][] few = samples(sample(model(", std: 0.1"), "--count", "3"));
        double[][] many = samples(sample(model(", std: 0.1"), "--count", "150"));
        for (int i = 0; i < 3; i++) assertThat(many[i]).containsExactly(few[i]);
    }

    @Test
    void comparisonsAreWithAConvergedSampler() {
        var json = Session.run(
                        "compare",
                        "--json",
                        "--model",
                        model(", std: 0.3"),
                        "--count",
                        "6",
                        "--samplers",
                        "[ddim, {name: dpm-solver, order: 2}]",
                        "--evaluations",
                        "[10, 40]")
                .json();
        assertThat(json.get("reference").asString()).contains("200 evaluations");
        assertThat(json.get("referenceError").doubleValue()).isLessThan(1e-3);
        double[] errors = json.get("rows")
                .valueStream()
                .mapToDouble(row -> row.get("error").doubleValue())
                .toArray();
        assertThat(errors).hasSize(4);
        assertThat(errors[1]).isLessThan(0.5 * errors[0]);
        assertThat(errors[3]).isLessThan(0.2 * errors[2]).isCloseTo(0, within(0.01));
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        assertRefused(
                1,
                "dataset /no/such/folder does not exist: expected a folder of PNG or JPEG files, or an IDX file",
                sample("{type: dataset, path: /no/such/folder}"));
        var cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(folder.resolve("pictures")), 50));
        assertRefused(1, "dataset " + cut + ": 34 bytes, expected 45", sample("{type: dataset, path: " + cut + "}"));
        var mixed = Files.createDirectory(folder.resolve("mixed"));
        for (int i = 1; i <= 2; i++)
            ImageIO.write(
                    new BufferedImage(i, 2, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    mixed.resolve(i + ".png").toFile());
        assertRefused(
                1,
                "dataset " + mixed.resolve("2.png")
                        + ": 2 x 2 pixels, 1 channel, expected 1 x 2 pixels, 1 channel as in " + mixed.resolve("1.png"),
                sample("{type: dataset, path: " + mixed + "}"));
        assertRefused(
                2, "class 1: the pictures have no labels, expected a file of them", sample(model(""), "--class", "1"));
        assertRefused(
                2,
                "class 4: none of the 5 pictures has this label, expected one of [0, 1]",
                sample(model(", labels: " + folder.resolve("labels")), "--class", "4"));
        assertRefused(
                2,
                "guidance 2.0: the model dataset is guided towards a class, expected a class",
                sample(model(""), "--guidance", "2"));
        assertRefused(1, "labels none: no such file", sample(model(", labels: none")));
        assertRefused(2, "model.limit 0: expected at least 1", sample(model(", limit: 0")));
        assertRefused(2, "model.path is missing: expected text", sample("dataset"));
    }

    private static void assertRefused(int code, String line, Session session) {
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(code);
    }

    @Test
    void gradientsGoThroughASetOfPicturesAndItsGuidance() {
        var json = Session.run(
                        "gradient",
                        "--json",
                        "--model",
                        model(", labels: " + folder.resolve("labels") + ", std: 0.2"),
                        "--class",
                        "1",
                        "--guidance",
                        "2",
                        "--target",
                        "[0]",
                        "--count",
                        "3",
                        "--steps",
                        "5")
                .json();
        assertThat(json.get("gradient").get("initial")).hasSize(3);
        assertThat(json.get("gradient").get("initial").get(0)).hasSize(SIDE * SIDE);
        assertThat(json.get("gradient").get("guidance").isNumber()).isTrue();
    }
}

package org.integrand.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.integrand.app.job.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.json", "x.csv"})
    void everyFormatKeepsEveryBitOfADouble(String name) {
        var random = new SplittableRandom(1);
        double[][] rows = new double[50][3];
        for (double[] row : rows)
            for (int j = 0; j < row.length; j++)
                row[j] = random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
        rows[0][0] = Double.MIN_VALUE;
        rows[1][1] = -0.0;
        NumberFile.write(folder.resolve("deep").resolve(name), rows);
        assertThat(NumberFile.read(folder.resolve("deep").resolve(name))).isDeepEqualTo(rows);
    }

    /// The header is what `numpy.save` (NumPy 2) writes for this array, byte for byte.
    @Test
    void npyHeaderIsTheOneOfNumPy() {
        byte[] file = Npy.bytes(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(file).hasSize(128 + 48);
        assertThat(new String(file, 10, 118, StandardCharsets.US_ASCII))
                .isEqualTo("%-117s%n".formatted("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"));
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8))
                .isEqualTo((short) 118);
    }

    @Test
    void npyReadsFloatsOfAnyShapeAsSamples() {
        float[] values = {1.5f, -2, 3, 4, 5, 6, 7, 8};
        var read = Npy.read(Npy.bytes(values, 2, 2, 2), "x.npy");
        assertThat(read.shape()).containsExactly(2, 2, 2);
        assertThat(read.rows()).isDeepEqualTo(new double[][] {{1.5, -2, 3, 4}, {5, 6, 7, 8}});
    }

    @Test
    void npyReadsBigEndianNumbers() {
        byte[] file = Npy.bytes(new double[][] {{1.25}});
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf('<')] = '>';
        ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN).putDouble(file.length - 8, 1.25);
        assertThat(Npy.read(file, "x.npy").values()).containsExactly(1.25);
    }

    @Test
    void whatIsWrongWithAFileIsSaidInOneLine() throws IOException {
        byte[] whole = Npy.bytes(new double[][] {{1, 2}, {3, 4}});
        assertRefused(
                "cut.npy",
                java.util.Arrays.copyOf(whole, whole.length - 1),
                "cut.npy is cut off: 31 bytes of data, expected 32");
        assertRefused("no.npy", "no numbers here".getBytes(StandardCharsets.UTF_8), "no.npy is not a NumPy file");
        assertRefused(
                "x.json", "[[1, \"a\"]]".getBytes(StandardCharsets.UTF_8), "x.json[0][1]: \"a\": expected a number");
        assertRefused("y.json", "[1]".getBytes(StandardCharsets.UTF_8), "y.json[0]: 1: expected a list of numbers");
        assertRefused("x.csv", "1,2\n3,b\n".getBytes(StandardCharsets.UTF_8), "x.csv line 2: 'b': expected a number");
        assertRefused("x.txt", new byte[0], "x.txt: expected a name that ends in .npy, .json or .csv");
        assertThatThrownBy(() -> NumberFile.read(Path.of("missing.csv")))
                .isInstanceOf(Failure.class)
                .hasMessage("missing.csv does not exist");
    }

    private void assertRefused(String name, byte[] content, String message) throws IOException {
        var file = folder.resolve(name);
        Files.write(file, content);
        assertThatThrownBy(() -> NumberFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage(folder + "/" + message);
    }
}

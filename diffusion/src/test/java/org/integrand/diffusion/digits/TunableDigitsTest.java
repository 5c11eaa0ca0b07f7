package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.integrand.neural.torch.Tuning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunableDigitsTest {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final DigitModel MODEL = DigitModel.shipped(1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static float[] normal(int n, long seed) {
        var random = new SplittableRandom(seed);
        var numbers = new float[n];
        for (int i = 0; i < n; i++) numbers[i] = (float) random.nextGaussian();
        return numbers;
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        for (int i = 0; i < actual.length; i++) assertThat(actual[i]).isCloseTo(expected[i], within((float) tolerance));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void untunedItIsTheOriginalAndSoAreTheProductsOfTheSample() {
        int[] classes = {3, 10, 8};
        float[] x = normal(3 * PIXELS, 1);
        float[] c = normal(3 * PIXELS, 2);
        var expected = new float[x.length];
        var actual = new float[x.length];
        for (var tuning : List.of(Tuning.Parameters.all(), TunableDigits.lastLayers(), new Tuning.Adapter(4)))
            try (var network = MODEL.tunable(tuning, 1, 1)) {
                network.conditional(new int[] {3, 3, 8}).evaluate(x, 0.3, actual);
                MODEL.conditional(new int[] {3, 3, 8}).evaluate(x, 0.3, expected);
                assertClose(actual, expected, 2e-5);
                network.conditional(new int[] {3, 3, 8}).vjp(x, 0.3, c, actual);
                MODEL.conditional(new int[] {3, 3, 8}).vjp(x, 0.3, c, expected);
                assertClose(actual, expected, 1e-3);
                network.conditional(classes).evaluate(x, 0.3, actual);
                assertThat(actual).doesNotContain(Float.NaN);
            }
    }

    @Test
    void productsOfTheWeightsAreThoseOfDifferences() {
        int[] classes = {5, 1};
        float[] x = normal(2 * PIXELS, 3);
        float[] c = normal(2 * PIXELS, 4);
        for (var tuning : List.of(Tuning.Parameters.all(), TunableDigits.lastLayers(), new Tuning.Adapter(4)))
            try (var network = MODEL.tunable(tuning, 7, 1)) {
                double[] at = network.values();
                var random = new SplittableRandom(11);
                for (int i = 0; i < at.length; i++) at[i] += 0.01 * random.nextGaussian();
                network.set(at);
                var gradient = new double[network.size()];
                var model = network.conditional(classes);
                model.vjp(x, 0.4, c, new float[x.length], gradient);
                double expected = 0;
                double size = 0;
                var d = new double[at.length];
                for (int i = 0; i < at.length; i++) {
                    d[i] = random.nextGaussian();
                    expected += d[i] * gradient[i];
                    size += gradient[i] * gradient[i];
                }
                double h = 1e-4;
                var sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    var moved = at.clone();
                    for (int i = 0; i < at.length; i++) moved[i] += (side == 0 ? h : -h) * d[i];
                    network.set(moved);
                    var y = new float[x.length];
                    model.evaluate(x, 0.4, y);
                    sides[side] = dot(c, y);
                }
                assertThat((sides[0] - sides[1]) / (2 * h))
                        .as(tuning.toString())
                        .isCloseTo(expected, within(0.05 * Math.sqrt(size)));
            }
    }

    @Test
    void aBatchAndItsThreadsChangeNothing() {
        int count = 20;
        float[] x = normal(count * PIXELS, 5);
        float[] c = normal(count * PIXELS, 6);
        var classes = new int[count];
        Arrays.setAll(classes, i -> i % 10);
        var one = new float[x.length];
        var two = new float[x.length];
        try (var alone = MODEL.tunable(new Tuning.Adapter(2), 1, 1);
                var threads = MODEL.tunable(new Tuning.Adapter(2), 1, 4)) {
            var first = new double[alone.size()];
            var second = new double[alone.size()];
            alone.conditional(classes).vjp(x, 0.4, c, one, first);
            threads.conditional(classes).vjp(x, 0.4, c, two, second);
            assertThat(two).containsExactly(one);
            assertThat(second).containsExactly(first);
        }
    }

    @Test
    void theFileIsTheTunedNetwork(@TempDir Path folder) throws IOException {
        float[] x = normal(PIXELS, 8);
        var tuned = new float[PIXELS];
        var read = new float[PIXELS];
        var original = new float[PIXELS];
        try (var network = MODEL.tunable(new Tuning.Adapter(4), 1, 1)) {
            double[] values = network.values();
            for (int i = 0; i < values.length; i++) values[i] += 0.02;
            network.set(values);
            network.conditional(new int[] {6}).evaluate(x, 0.2, tuned);
            Files.write(folder.resolve("tuned.onnx"), network.file(Map.of()));
        }
        try (var model = DigitModel.read(folder.resolve("tuned.onnx"), 1)) {
            model.conditional(new int[] {6}).evaluate(x, 0.2, read);
        }
        MODEL.conditional(new int[] {6}).evaluate(x, 0.2, original);
        assertClose(read, tuned, 1e-4);
        assertThat(Math.sqrt(dot(original, original) - 2 * dot(original, tuned) + dot(tuned, tuned)))
                .isGreaterThan(1e-2);
    }

    @Test
    void wrongNumbersAreNamed() {
        assertThatThrownBy(() -> MODEL.tunable(new Tuning.Parameters(List.of("attic.")), 1, 1))
                .hasMessageContaining("no parameter of digits is meant");
        assertThatThrownBy(() -> new Tuning.Adapter(0)).hasMessage("rank 0: expected at least 1");
        try (var network = MODEL.tunable(new Tuning.Adapter(1), 1, 1)) {
            assertThatThrownBy(() -> network.set(new double[3])).hasMessageStartingWith("tuned numbers 3: expected ");
            assertThatThrownBy(() -> network.conditional(new int[] {11})).hasMessage("class 11: expected 0 ... 10");
        }
    }
}

package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitModelTest {
    private static final DigitModel MODEL = DigitModel.shipped(1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static float[] noise(int count, long seed) {
        var random = new SplittableRandom(seed);
        var x = new float[count * DigitModel.PIXELS];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    private static int[] classes(int count) {
        var classes = new int[count];
        Arrays.setAll(classes, i -> i % 10);
        return classes;
    }

    @Test
    void theModelIsShippedUnderEightMegabytes() throws IOException {
        for (String name : new String[] {"digits.onnx", "digit-classifier.onnx", "digit-reference.json"})
            try (var in = DigitModel.class.getResourceAsStream(name)) {
                assertThat(in).as(name).isNotNull();
                assertThat(in.readAllBytes()).hasSizeBetween(10_000, 8_000_000);
            }
    }

    @Test
    void aSampleDependsNeitherOnItsBatchNorOnThreads() {
        int count = 67;
        float[] x = noise(count, 1);
        var together = new float[x.length];
        for (double t : new double[] {1e-3, 0.05, 0.13, 0.2, 0.31, 0.4, 0.47, 0.6, 0.73, 0.9, 1}) {
            try (var threads = DigitModel.shipped(4)) {
                threads.conditional(classes(count)).evaluate(x, t, together);
            }
            for (int i : new int[] {0, 5, 63, 64, 66}) {
                var alone = new float[DigitModel.PIXELS];
                MODEL.conditional(new int[] {i % 10}).evaluate(Arrays.copyOfRange(x, i * 784, (i + 1) * 784), t, alone);
                assertThat(Arrays.equals(alone, Arrays.copyOfRange(together, i * 784, (i + 1) * 784)))
                        .as("sample %d at t %s", i, t)
                        .isTrue();
            }
        }
    }

    @Test
    void guidanceGoesBeyondTheConditionalModel() {
        int count = 4;
        float[] x = noise(count, 2);
        var conditional = new float[x.length];
        var none = new float[x.length];
        var guided = new float[x.length];
        MODEL.conditional(classes(count)).evaluate(x, 0.4, conditional);
        MODEL.unconditional(count).evaluate(x, 0.4, none);
        MODEL.guided(classes(count), 2.5).evaluate(x, 0.4, guided);
        for (int i = 0; i < x.length; i++)
            assertThat(guided[i]).isCloseTo(2.5f * conditional[i] - 1.5f * none[i], within(1e-5f));
        MODEL.guided(classes(count), 1).evaluate(x, 0.4, guided);
        assertThat(guided).isEqualTo(conditional);
    }

    @Test
    void nearPureNoiseTheNoiseIsTheStateItself() {
        float[] x = noise(2, 3);
        var predicted = new float[x.length];
        MODEL.conditional(classes(2)).evaluate(x, 1, predicted);
        for (int i = 0; i < x.length; i++) assertThat(predicted[i]).isCloseTo(x[i], within(0.05f));
    }

    @Test
    void tenEvaluationsDrawTheDigitsThatWereAskedFor() {
        int count = 100;
        var sampler = DpmSolver.plusPlus(Method.MULTISTEP, 2);
        var plan = sampler.compile(MODEL.schedule(), TimeGrid.logSnr(), 10, 1, 1e-3);
        assertThat(plan.evaluations()).isEqualTo(10);
        var space = FloatSpace.of(count * DigitModel.PIXELS);
        float[] samples = new PlanExecutor<>(plan, space).run(MODEL.conditional(classes(count)), noise(count, 4));
        try (var judge = DigitModel.judge(1)) {
            var verdict = judge.judge(samples, classes(count), Progress.NONE, Cancellation.NONE);
            assertThat(verdict.agreement().value()).isGreaterThan(0.88);
            assertThat(verdict.frechetDistance().value()).isNaN();
            int[] wrong = classes(count);
            for (int i = 0; i < count; i++) wrong[i] = (wrong[i] + 1) % 10;
            assertThat(judge.judge(samples, wrong, Progress.NONE, Cancellation.NONE)
                            .agreement()
                            .value())
                    .isLessThan(0.05);
        }
    }

    @Test
    void theFrechetDistanceKnowsNoiseFromDigits(@TempDir Path folder) throws IOException {
        try (var judge = DigitModel.judge(1)) {
            var noisy = judge.judge(noise(200, 5), classes(200), Progress.NONE, Cancellation.NONE);
            assertThat(noisy.frechetDistance().value()).isGreaterThan(20);
            assertThat(noisy.frechetDifference(noisy).value()).isEqualTo(0);
            assertThat(noisy.frechetDifference(noisy).standardError()).isEqualTo(0);
            SyntheticDigits.write(folder, 200, 200);
            var bars = DigitImages.training(folder);
            var verdict = judge.judge(bars.images(), bars.labels(), Progress.NONE, Cancellation.NONE);
            assertThat(verdict.frechetDifference(noisy).value())
                    .isEqualTo(verdict.frechetDistance().value()
                            - noisy.frechetDistance().value());
        }
    }

    @Test
    void theErrorOfTheFrechetDistanceIsItsSpreadBetweenIndependentSets(@TempDir Path folder) throws IOException {
        SyntheticDigits.write(folder, 400, 400);
        var bars = DigitImages.training(folder);
        int sets = 12;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        try (var judge = DigitModel.judge(1)) {
            for (int set = 0; set < sets; set++) {
                float[] images = bars.images();
                float[] noise = noise(400, 100 + set);
                for (int i = 0; i < images.length; i++) images[i] += 0.5f * noise[i];
                var distance = judge.judge(images, bars.labels(), Progress.NONE, Cancellation.NONE)
                        .frechetDistance();
                sum += distance.value();
                squares += distance.value() * distance.value();
                errors += distance.standardError() / sets;
            }
        }
        double spread = Math.sqrt((squares - sum * sum / sets) / (sets - 1));
        assertThat(errors).isBetween(spread / 2, 2 * spread);
    }

    @Test
    void badInputIsNamed(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> MODEL.conditional(new int[] {10})).hasMessage("class 10: expected 0 ... 9");
        assertThatThrownBy(() -> MODEL.unconditional(2).evaluate(new float[784], 0.5, new float[784]))
                .hasMessageContaining("a batch of 784 numbers for 2 labels, expected 1568");
        var file = folder.resolve("cut.onnx");
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            Files.write(file, in == null ? new byte[0] : in.readNBytes(20_000));
        }
        assertThatThrownBy(() -> DigitModel.read(file, 1))
                .hasMessageContaining("cut.onnx: not a whole ONNX model (20000 bytes)");
        try (var in = DigitModel.class.getResourceAsStream("digit-classifier.onnx")) {
            Files.write(file, in == null ? new byte[0] : in.readAllBytes());
        }
        assertThatThrownBy(() -> DigitModel.read(file, 1)).hasMessageContaining("expected [sample, time, label]");
    }
}

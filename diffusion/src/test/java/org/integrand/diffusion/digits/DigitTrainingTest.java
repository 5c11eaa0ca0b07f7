package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.onnx.OnnxExport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitTrainingTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void data() throws IOException {
        SyntheticDigits.write(folder, 200, 200);
    }

    private DigitTraining.Options options(String name, int steps) {
        return new DigitTraining.Options(folder, folder.resolve(name), steps, 16, 3e-3, 1, 1);
    }

    @Test
    void theUNetLearnsAndItsFileIsADigitsModel() {
        var outcome = DigitTraining.digits(options("unet", 200), new DigitUNet(8, 8), Progress.NONE, Cancellation.NONE);
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.losses().getLast()).isLessThan(0.6 * outcome.losses().getFirst());
        assertThat(outcome.figures().get("largest difference ONNX - libtorch")).isLessThan(1e-5);
        try (var model = DigitModel.read(outcome.files().getFirst(), 1)) {
            var noise = new float[784];
            model.conditional(new int[] {3}).evaluate(new float[784], 0.5, noise);
            assertThat(noise).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aCancelledRunKeepsItsCheckpointAndEndsLikeAnUninterruptedOne() throws IOException {
        int[] seen = {0};
        var first = DigitTraining.digits(
                options("parts", 30), new DigitUNet(8, 8), (_, _) -> seen[0]++, () -> seen[0] >= 11);
        assertThat(first.complete()).isFalse();
        assertThat(first.files()).isEmpty();
        DigitTraining.digits(options("parts", 30), new DigitUNet(8, 8), Progress.NONE, Cancellation.NONE);
        DigitTraining.digits(options("whole", 30), new DigitUNet(8, 8), Progress.NONE, Cancellation.NONE);
        assertThat(Files.readAllBytes(folder.resolve("parts/digits.onnx")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/digits.onnx")));
    }

    @Test
    void theClassifierLearnsToReadAndKeepsItsReference() {
        var outcome = DigitTraining.classifier(options("classifier", 200), Progress.NONE, Cancellation.NONE);
        assertThat(outcome.files())
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("digit-classifier.onnx", "digit-reference.json");
        assertThat(outcome.figures().get("test accuracy")).isEqualTo(1.0);
        assertThat(outcome.figures().get("FD of the test images")).isCloseTo(0, within(1e-3));
    }

    @Test
    void theShippedArchitectureIsTheSameInOnnxAndLibtorch() {
        var network = new DigitUNet(32, 64);
        var weights = Initialiser.initialise(network, 9);
        assertThat(weights.size()).isLessThan(2_000_000);
        byte[] onnx = OnnxExport.bytes(network, weights, Map.of());
        assertThat(DigitTraining.difference(network, weights, onnx)).isLessThan(1e-5);
    }

    @Test
    void trainingTimesAreThoseOfTheSchedule() {
        for (double lambda = -5; lambda <= 4.6; lambda += 0.3)
            assertThat(DigitObjective.time(lambda)).isCloseTo(VpLinear.DEFAULT.time(lambda), within(1e-12));
        assertThat(DigitObjective.halfLogSnr(0)).isCloseTo(-5.02, within(1e-9));
        assertThat(DigitObjective.halfLogSnr(1)).isCloseTo(4.6, within(1e-9));
    }
}

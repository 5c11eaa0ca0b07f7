package org.integrand.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final TrainingSettings SETTINGS = new TrainingSettings(450, 0.1, 10, 0.99, 10, 100);

    @TempDir
    private Path folder;

    private static Trainer trainer() {
        torch.set_num_threads(1);
        return new Trainer(new Line(), new Line(), SETTINGS);
    }

    private static float[] numbers(Weights weights) {
        return new float[] {
            weights.parameter("weight").values()[0], weights.parameter("bias").values()[0]
        };
    }

    @Test
    void itFindsTheLine() {
        var trained = trainer().train(folder, 1, (_, _) -> true);
        assertThat(trained.complete()).isTrue();
        assertThat(trained.steps()).isEqualTo(450);
        assertThat(numbers(trained.weights())[0]).isCloseTo(3, within(1e-2f));
        assertThat(numbers(trained.weights())[1]).isCloseTo(-2, within(1e-2f));
        assertThat(trained.losses()).hasSize(4).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void anInterruptedRunGoesOnToBitEqualWeightsAndLosses() {
        var whole = trainer().train(folder.resolve("whole"), 1, (_, _) -> true);
        var parts = folder.resolve("parts");
        var first = trainer().train(parts, 1, (step, _) -> step < 137);
        assertThat(first.complete()).isFalse();
        assertThat(first.steps()).isEqualTo(137);
        var seen = new ArrayList<Long>();
        var second = trainer().train(parts, 1, (step, _) -> seen.add(step));
        assertThat(seen.getFirst()).isEqualTo(138);
        assertThat(numbers(second.weights())).isEqualTo(numbers(whole.weights()));
        assertThat(second.losses()).isEqualTo(whole.losses());
    }

    @Test
    void anotherSeedIsAnotherStart() {
        var one = trainer().train(folder.resolve("one"), 1, (step, _) -> step < 2);
        var two = trainer().train(folder.resolve("two"), 2, (step, _) -> step < 2);
        assertThat(numbers(one.weights())).isNotEqualTo(numbers(two.weights()));
    }

    @Test
    void theLearningRateWarmsUpAndDecaysToZero() {
        assertThat(SETTINGS.learningRate(0)).isCloseTo(0.01, within(1e-12));
        assertThat(SETTINGS.learningRate(225)).isCloseTo(0.05, within(1e-12));
        assertThat(SETTINGS.learningRate(450)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aLossThatIsNotFiniteEndsTheRunWithItsStep() {
        var wild = new Trainer(
                new Line(),
                (ops, step) -> new Line().loss(ops, step).neg().log(),
                new TrainingSettings(5, 0.1, 1, 0.9, 1, 5));
        assertThatThrownBy(() -> wild.train(folder, 1, (_, _) -> true))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("at step");
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new TrainingSettings(0, 0.1, 1, 0.9, 1, 5)).hasMessageContaining("steps 0");
        assertThatThrownBy(() -> new TrainingSettings(1, -1, 1, 0.9, 1, 5)).hasMessageContaining("learning rate -1.0");
        assertThatThrownBy(() -> new TrainingSettings(1, 1, 1, 1, 1, 5)).hasMessageContaining("averaging 1.0");
    }
}

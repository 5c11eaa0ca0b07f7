package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.integrand.neural.onnx.OnnxModel;
import org.junit.jupiter.api.Test;

class DigitLikelihoodTest {
    private static final int PIXELS = DigitModel.PIXELS;

    private static float[] images(int count) {
        var random = new SplittableRandom(4);
        var x = new float[count * PIXELS];
        for (int i = 0; i < x.length; i++) x[i] = (float) Math.tanh(random.nextGaussian());
        return x;
    }

    private static double logLikelihood(OnnxModel classifier, float[] image, int c) {
        var scores = new float[10];
        classifier.evaluate(1, Map.of("sample", image), Map.of("scores", scores));
        double sum = 0;
        for (float score : scores) sum += Math.exp(score);
        return scores[c] - Math.log(sum);
    }

    @Test
    void itsGradientIsThatOfTheJudge() throws IOException {
        var x = images(1);
        var random = new SplittableRandom(9);
        try (var in = DigitModel.class.getResourceAsStream("digit-classifier.onnx")) {
            assertThat(in).isNotNull();
            try (var classifier = new OnnxModel("classifier", in.readAllBytes(), 1);
                    var likelihood = DigitModel.likelihood(1)) {
                for (int c = 0; c < 10; c++) {
                    var gradient = new float[PIXELS];
                    likelihood.of(new int[] {c}).evaluate(x, 0, gradient);
                    double h = 2e-4;
                    double expected = 0;
                    double size = 0;
                    var up = x.clone();
                    var down = x.clone();
                    for (int i = 0; i < PIXELS; i++) {
                        double d = random.nextGaussian();
                        up[i] += (float) (h * d);
                        down[i] -= (float) (h * d);
                        expected += gradient[i] * d;
                        size += gradient[i] * gradient[i];
                    }
                    double difference = logLikelihood(classifier, up, c) - logLikelihood(classifier, down, c);
                    assertThat(difference / (2 * h))
                            .as("class %d", c)
                            .isCloseTo(expected, within(0.1 * Math.sqrt(size)));
                }
            }
        }
    }

    @Test
    void aGradientDependsNeitherOnItsBatchNorOnThreads() {
        int count = 35;
        var x = images(count);
        var classes = new int[count];
        Arrays.setAll(classes, i -> i % 10);
        var together = new float[x.length];
        try (var threads = DigitModel.likelihood(4);
                var one = DigitModel.likelihood(1)) {
            threads.of(classes).evaluate(x, 0, together);
            for (int i : new int[] {0, 7, 31, 32, 34}) {
                var alone = new float[PIXELS];
                one.of(new int[] {i % 10}).evaluate(Arrays.copyOfRange(x, i * PIXELS, (i + 1) * PIXELS), 0, alone);
                assertThat(alone).containsExactly(Arrays.copyOfRange(together, i * PIXELS, (i + 1) * PIXELS));
            }
            assertThatThrownBy(() -> one.of(new int[] {10})).hasMessage("class 10: expected 0 ... 9");
        }
    }
}

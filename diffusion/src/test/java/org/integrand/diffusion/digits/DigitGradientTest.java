package org.integrand.diffusion.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Weights;
import org.integrand.neural.onnx.OnnxWeights;
import org.integrand.neural.torch.TorchNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DigitGradientTest {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int CONDITION = DigitModel.CONDITION;
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

    private static double[] conditions(int... digits) {
        return Arrays.stream(digits)
                .mapToObj(MODEL::condition)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    private static float[] evaluate(DiffusionModel<float[]> model, float[] x, double t) {
        var into = new float[x.length];
        model.evaluate(x, t, into);
        return into;
    }

    private static void assertClose(float[] actual, float[] expected, double relative) {
        double difference = 0;
        for (int i = 0; i < actual.length; i++) difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        double size = Math.sqrt(dot(expected, expected) / expected.length);
        assertThat(difference).isLessThan(relative * size);
    }

    @Test
    void theVectorOfAClassGivesTheModelOfTheClass() {
        float[] x = normal(3 * PIXELS, 1);
        var expected = evaluate(MODEL.conditional(new int[] {4, 4, 4}), x, 0.3);
        assertClose(evaluate(MODEL.conditioned(conditions(4), 3), x, 0.3), expected, 1e-5);
        var mixed = evaluate(MODEL.conditional(new int[] {4, 0, 9}), x, 0.3);
        assertClose(evaluate(MODEL.conditioned(conditions(4, 0, 9), 3), x, 0.3), mixed, 1e-5);
        assertClose(
                evaluate(MODEL.conditioned(conditions(10), 3), x, 0.3), evaluate(MODEL.unconditional(3), x, 0.3), 1e-5);
    }

    /// c^T (eps(x + h d, e + h f) - eps(x - h d, e - h f)) / (2 h) against d^T J_x^T c + f^T J_e^T c.
    @Test
    void productsAreThoseOfDifferences() {
        int count = 2;
        float[] x = normal(count * PIXELS, 2);
        float[] c = normal(count * PIXELS, 3);
        double[] condition = conditions(7, 2);
        var into = new float[x.length];
        for (double t : new double[] {0.02, 0.2, 0.6, 1}) {
            var gradient = new double[count * CONDITION];
            MODEL.conditioned(condition, count).vjp(x, t, c, into, gradient);
            for (int seed = 10; seed < 13; seed++) {
                float[] d = normal(x.length, seed);
                float[] f = normal(condition.length, seed + 100);
                double h = 1e-3;
                var sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    double step = side == 0 ? h : -h;
                    var moved = x.clone();
                    for (int i = 0; i < x.length; i++) moved[i] += (float) (step * d[i]);
                    var turned = condition.clone();
                    for (int i = 0; i < turned.length; i++) turned[i] += step * f[i];
                    sides[side] = dot(c, evaluate(MODEL.conditioned(turned, count), moved, t));
                }
                double expected = dot(d, into);
                double size = Math.sqrt(dot(into, into));
                for (int i = 0; i < f.length; i++) expected += f[i] * gradient[i];
                assertThat((sides[0] - sides[1]) / (2 * h)).as("t %s", t).isCloseTo(expected, within(0.02 * size));
            }
        }
    }

    private static Weights shipped() throws java.io.IOException {
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            assertThat(in).isNotNull();
            var all = OnnxWeights.read(in.readAllBytes());
            var own = new LinkedHashMap<String, Weights.Parameter>();
            Initialiser.initialise(DigitUNet.of(all).conditioned(), 1)
                    .parameters()
                    .forEach((name, _) -> own.put(name, all.parameter(name)));
            return new Weights(own);
        }
    }

    @Test
    void productsAreThoseOfLibtorch() throws java.io.IOException {
        int count = 3;
        float[] x = normal(count * PIXELS, 4);
        float[] c = normal(count * PIXELS, 5);
        double[] condition = conditions(1, 8, 5);
        var numbers = new float[condition.length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = (float) condition[i];
        var weights = shipped();
        try (var _ = new PointerScope();
                var network = new TorchNetwork(DigitUNet.of(weights).conditioned(), weights, false)) {
            for (double t : new double[] {0.05, 0.5, 0.95}) {
                var images = Tensor.create(x, count, 1, 28, 28);
                var vectors = Tensor.create(numbers, count, CONDITION);
                images.set_requires_grad(true);
                vectors.set_requires_grad(true);
                var times = new float[count];
                Arrays.fill(times, (float) t);
                var noise = network.apply(List.of(images, Tensor.create(times, count), vectors))
                        .getFirst();
                var gradients = torch.grad(
                        new TensorVector(noise),
                        new TensorVector(images, vectors),
                        new TensorVector(Tensor.create(c, count, 1, 28, 28)),
                        new BoolOptional(),
                        false,
                        false);
                var into = new float[x.length];
                var gradient = new double[condition.length];
                MODEL.conditioned(condition, count).vjp(x, t, c, into, gradient);
                assertClose(into, TorchNetwork.floats(gradients.get(0)), 2e-4);
                var ours = new float[gradient.length];
                for (int i = 0; i < ours.length; i++) ours[i] = (float) gradient[i];
                assertClose(ours, TorchNetwork.floats(gradients.get(1)), 2e-4);
                MODEL.conditional(new int[] {1, 8, 5}).vjp(x, t, c, into);
                assertClose(into, TorchNetwork.floats(gradients.get(0)), 2e-4);
            }
        }
    }

    @Test
    void aProductDependsNeitherOnItsBatchNorOnThreads() {
        int count = 35;
        float[] x = normal(count * PIXELS, 6);
        float[] c = normal(count * PIXELS, 7);
        double[] condition = conditions(
                java.util.stream.IntStream.range(0, count).map(i -> i % 10).toArray());
        var together = new float[x.length];
        var gradient = new double[count * CONDITION];
        try (var threads = DigitModel.shipped(4)) {
            threads.conditioned(condition, count).vjp(x, 0.4, c, together, gradient);
        }
        for (int i : new int[] {0, 9, 15, 16, 31, 34}) {
            var alone = new float[PIXELS];
            var own = new double[CONDITION];
            MODEL.conditioned(Arrays.copyOfRange(condition, i * CONDITION, (i + 1) * CONDITION), 1)
                    .vjp(
                            Arrays.copyOfRange(x, i * PIXELS, (i + 1) * PIXELS),
                            0.4,
                            Arrays.copyOfRange(c, i * PIXELS, (i + 1) * PIXELS),
                            alone,
                            own);
            assertThat(alone)
                    .as("sample %d", i)
                    .containsExactly(Arrays.copyOfRange(together, i * PIXELS, (i + 1) * PIXELS));
            assertThat(own).containsExactly(Arrays.copyOfRange(gradient, i * CONDITION, (i + 1) * CONDITION));
        }
    }

    /// Values and products of an evaluation that keeps what it computes are those of one that does not.
    @Test
    void whatIsKeptChangesNoBit() {
        int count = 19;
        float[] x = normal(count * PIXELS, 10);
        float[] c = normal(count * PIXELS, 11);
        int[] digits =
                java.util.stream.IntStream.range(0, count).map(i -> i % 10).toArray();
        try (var threads = DigitModel.shipped(2)) {
            for (var model : List.of(threads.conditional(digits), threads.conditioned(conditions(digits), count))) {
                int parameters = ParametricModel.of(model).size();
                var said = new float[x.length];
                try (var pullback = model.linearise(x, 0.3, said)) {
                    assertThat(said).containsExactly(evaluate(model, x, 0.3));
                    assertThat(pullback.bytes()).isBetween(count * 400_000L, count * 800_000L);
                    var expected = new float[x.length];
                    var ofParameters = new double[parameters];
                    ParametricModel.of(model).vjp(x, 0.3, c, expected, ofParameters);
                    var found = new float[x.length];
                    var gradient = new double[parameters];
                    pullback.pull(c, found, gradient);
                    assertThat(found).containsExactly(expected);
                    assertThat(gradient).containsExactly(ofParameters);
                }
            }
        }
    }

    @Test
    void theGradientOfASharedVectorIsTheSumOfThoseOfTheSamples() {
        int count = 3;
        float[] x = normal(count * PIXELS, 8);
        float[] c = normal(count * PIXELS, 9);
        var shared = new double[CONDITION];
        var each = new double[count * CONDITION];
        var into = new float[x.length];
        var other = new float[x.length];
        MODEL.conditioned(conditions(6), count).vjp(x, 0.4, c, into, shared);
        MODEL.conditioned(conditions(6, 6, 6), count).vjp(x, 0.4, c, other, each);
        assertThat(other).containsExactly(into);
        for (int j = 0; j < CONDITION; j++)
            assertThat(shared[j]).isCloseTo(each[j] + each[CONDITION + j] + each[2 * CONDITION + j], within(1e-12));
        assertThat(MODEL.conditioned(conditions(6), count).parameters())
                .containsExactly(new ParametricModel.Group("condition", CONDITION));
    }

    /// Factors 1 change nothing; others make another network, whose products are those of its own differences.
    @Test
    void skipConnectionsCanBeScaled() {
        float[] x = normal(2 * PIXELS, 12);
        int[] classes = {3, 8};
        var plain = evaluate(MODEL.conditional(classes), x, 0.4);
        try (var same = MODEL.scaled(1, 1)) {
            assertClose(evaluate(same.conditional(classes), x, 0.4), plain, 1e-5);
        }
        for (double[] skips : new double[][] {{0.8, 1}, {1, 0.8}})
            try (var other = MODEL.scaled(skips)) {
                var model = other.conditional(classes);
                var said = evaluate(model, x, 0.4);
                double change = 0;
                for (int i = 0; i < said.length; i++) change = Math.max(change, Math.abs(said[i] - plain[i]));
                assertThat(change).isGreaterThan(0.01);
                float[] c = normal(x.length, 13);
                float[] d = normal(x.length, 14);
                var into = new float[x.length];
                model.vjp(x, 0.4, c, into);
                var up = x.clone();
                var down = x.clone();
                double h = 1e-3;
                for (int i = 0; i < x.length; i++) {
                    up[i] += (float) (h * d[i]);
                    down[i] -= (float) (h * d[i]);
                }
                double difference = (dot(c, evaluate(model, up, 0.4)) - dot(c, evaluate(model, down, 0.4))) / (2 * h);
                assertThat(difference).isCloseTo(dot(d, into), within(0.02 * Math.sqrt(dot(into, into))));
            }
        assertThatThrownBy(() -> MODEL.scaled(1))
                .hasMessage("skips: 1 numbers, expected 2, one a skip connection of the network");
        assertThatThrownBy(() -> MODEL.scaled(1, Double.NaN)).hasMessage("skips NaN: expected finite numbers");
    }

    @Test
    void wrongConditionsAreNamed() {
        assertThatThrownBy(() -> MODEL.conditioned(new double[5], 2))
                .hasMessage("condition of 5 numbers: expected 128, or 256 for 2 samples");
        var broken = conditions(1);
        broken[3] = Double.NaN;
        assertThatThrownBy(() -> MODEL.conditioned(broken, 2)).hasMessage("condition NaN: expected finite numbers");
        assertThatThrownBy(() -> MODEL.conditioned(conditions(1), 0))
                .hasMessage("digits: a batch of 0, expected at least 1");
        assertThatThrownBy(() -> MODEL.condition(11)).hasMessage("class 11: expected 0 ... 10");
        assertThatThrownBy(
                        () -> MODEL.conditional(new int[] {1}).vjp(new float[784], 0.5, new float[3], new float[784]))
                .hasMessage("digits: a batch of 3 numbers for 1 labels, expected 784");
    }
}

package org.integrand.neural.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.junit.jupiter.api.Test;

class OnnxGradientTest {
    private static final int BATCH = 3;

    /// Elementary functions, sums and products of two active values, and values that are repeated.
    private record Elementary() implements Network {
        @Override
        public String name() {
            return "elementary";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.floats("x", 2));
        }

        @Override
        public List<String> outputs() {
            return List.of("y");
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            T x = inputs.getFirst();
            T waves = ops.multiply(ops.sin(x), ops.add(ops.cos(x), ops.multiply(x, x)));
            T positive = ops.add(ops.constant(2), ops.sinh(ops.multiply(ops.constant(0.3f), waves)));
            T grown = ops.multiply(ops.log(ops.add(positive, ops.exp(x))), ops.sqrt(ops.exp(x)));
            T pair = ops.reshape(ops.multiply(ops.reshape(grown, 2, 1), ops.reshape(waves, 1, 2)), 4);
            return List.of(ops.add(pair, ops.reshape(ops.add(ops.reshape(x, 2, 1), ops.reshape(x, 1, 2)), 4)));
        }
    }

    /// A normalisation whose gain and shift depend on an input, and strides of images with odd sides.
    private record Modulated() implements Network {
        @Override
        public String name() {
            return "modulated";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.floats("image", 3, 7, 7), Input.floats("vector", 5));
        }

        @Override
        public List<String> outputs() {
            return List.of("picture");
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            T x = convolution(ops, "first", inputs.get(0), 3, 4, 3, 1);
            T gain = linear(ops, "gain", inputs.get(1));
            T shift = linear(ops, "shift", inputs.get(1));
            x = ops.silu(ops.scaledNormalisation(x, gain, shift, 2, 4, 7, 7));
            x = convolution(ops, "second", x, 4, 4, 5, 2);
            x = ops.scaledNormalisation(
                    x, ops.parameter("a", Initial.NORMAL, 1, 4), ops.parameter("b", Initial.NORMAL, 1, 4), 2, 4, 4, 4);
            return List.of(convolution(ops, "third", convolution(ops, "fourth", x, 4, 4, 3, 2), 4, 2, 1, 1));
        }

        private static <T> T convolution(Operations<T> ops, String name, T x, int from, int to, int side, int stride) {
            return ops.convolution(
                    x,
                    ops.parameter(name, Initial.SCALED, to, from, side, side),
                    ops.parameter(name + ".bias", Initial.NORMAL, to),
                    stride);
        }

        private static <T> T linear(Operations<T> ops, String name, T x) {
            return ops.linear(
                    x,
                    ops.parameter(name + ".weight", Initial.SCALED, 4, 5),
                    ops.parameter(name + ".bias", Initial.NORMAL, 4));
        }
    }

    private static float[] normal(int n, long seed) {
        var random = new SplittableRandom(seed);
        var numbers = new float[n];
        for (int i = 0; i < n; i++) numbers[i] = (float) random.nextGaussian();
        return numbers;
    }

    /// c^T y(x + h d) by central differences against d^T (dy/dx)^T c, for some directions d.
    private static void assertGradient(
            Network network, Map<String, Object> others, String input, int in, String output, int out) {
        byte[] file = OnnxExport.gradientBytes(network, Initialiser.initialise(network, 5), output, input);
        var cotangent = normal(BATCH * out, 7);
        var x = normal(BATCH * in, 8);
        var gradient = new float[BATCH * in];
        try (var model = new OnnxModel("gradient", file, 1)) {
            Map<String, Object> inputs = new HashMap<>(others);
            inputs.put(input, x);
            inputs.put(output + ".cotangent", cotangent);
            model.evaluate(BATCH, inputs, Map.of(input + ".gradient", gradient));
            for (int seed = 20; seed < 26; seed++) {
                var d = normal(x.length, seed);
                double h = 1e-2;
                double difference = 0;
                for (int side : new int[] {1, -1}) {
                    var moved = x.clone();
                    for (int i = 0; i < x.length; i++) moved[i] += (float) (side * h * d[i]);
                    var y = new float[BATCH * out];
                    inputs.put(input, moved);
                    model.evaluate(BATCH, inputs, Map.of(output, y));
                    for (int i = 0; i < y.length; i++) difference += side * cotangent[i] * (double) y[i] / (2 * h);
                }
                double expected = 0;
                double size = 0;
                for (int i = 0; i < x.length; i++) {
                    expected += d[i] * (double) gradient[i];
                    size += Math.abs(d[i] * (double) gradient[i]);
                }
                assertThat(difference).as(input + " " + seed).isCloseTo(expected, within(4e-3 * size));
            }
        }
    }

    @Test
    void aGradientIsThatOfDifferences() {
        Map<String, Object> others = Map.of("level", new float[] {0.1f, -1.5f, 3}, "label", new long[] {4, 0, 2});
        assertGradient(new EveryOperation(), others, "image", 3 * 8 * 8, "picture", 4 * 16 * 16);
        assertGradient(new Elementary(), Map.of(), "x", 2, "y", 4);
        assertGradient(new Modulated(), Map.of("vector", normal(BATCH * 5, 1)), "image", 3 * 49, "picture", 2 * 4);
        assertGradient(new Modulated(), Map.of("image", normal(BATCH * 147, 2)), "vector", 5, "picture", 2 * 4);
    }

    @Test
    void severalGradientsAreThoseOfEach() {
        var network = new Modulated();
        var weights = Initialiser.initialise(network, 5);
        Map<String, Object> inputs = Map.of(
                "image", normal(BATCH * 147, 2),
                "vector", normal(BATCH * 5, 1),
                "picture.cotangent", normal(BATCH * 8, 3));
        byte[] both = OnnxExport.gradientBytes(network, weights, "picture", List.of("image", "vector"));
        var together = Map.of("image.gradient", new float[BATCH * 147], "vector.gradient", new float[BATCH * 5]);
        try (var model = new OnnxModel("both", both, 1)) {
            assertThat(model.outputs()).containsExactlyInAnyOrder("image.gradient", "vector.gradient");
            model.evaluate(BATCH, inputs, together);
        }
        for (String input : List.of("image", "vector")) {
            var alone = new float[BATCH * (input.equals("image") ? 147 : 5)];
            try (var model = new OnnxModel("one", OnnxExport.gradientBytes(network, weights, "picture", input), 1)) {
                model.evaluate(BATCH, inputs, Map.of(input + ".gradient", alone));
            }
            assertThat(together.get(input + ".gradient")).as(input).containsExactly(alone);
        }
    }

    @Test
    void whatIsKeptOfAnEvaluationGivesItsGradientsBitForBit() {
        var network = new Modulated();
        var weights = Initialiser.initialise(network, 5);
        Map<String, Object> inputs =
                new HashMap<>(Map.of("image", normal(BATCH * 147, 2), "vector", normal(BATCH * 5, 1)));
        var value = new float[BATCH * 8];
        try (var model = new OnnxModel("plain", OnnxExport.bytes(network, weights, Map.of()), 1)) {
            model.evaluate(BATCH, inputs, Map.of("picture", value));
        }
        var wanted = List.of("image", "vector");
        try (var kept = new OnnxLinearisation("kept", network, weights, "picture", wanted, 1);
                var whole = new OnnxModel("whole", OnnxExport.gradientBytes(network, weights, "picture", wanted), 1)) {
            var said = new float[BATCH * 8];
            try (var point = kept.at(BATCH, inputs, said)) {
                assertThat(said).containsExactly(value);
                // what is kept: more than the inputs, less than a hundred images
                assertThat(point.bytes()).isBetween(BATCH * 152 * 4L, 100 * BATCH * 152 * 4L);
                for (int seed = 3; seed < 5; seed++) {
                    var cotangent = normal(BATCH * 8, seed);
                    inputs.put("picture.cotangent", cotangent);
                    var found = Map.of("image.gradient", new float[BATCH * 147], "vector.gradient", new float[15]);
                    var expected = Map.of("image.gradient", new float[BATCH * 147], "vector.gradient", new float[15]);
                    point.pull(cotangent, found);
                    whole.evaluate(BATCH, inputs, expected);
                    expected.forEach((name, gradient) ->
                            assertThat(found.get(name)).as(name).containsExactly(gradient));
                }
            }
            inputs.put("image", new float[3]);
            assertThatThrownBy(() -> kept.at(BATCH, inputs, said)).isInstanceOf(RuntimeException.class);
        }
    }

    /// A normalisation of a group without any variance divides by the root of epsilon: dx = (g - mean g) / root.
    @Test
    void aConstantGroupHasTheGradientOfItsEpsilon() {
        record Normal() implements Network {
            @Override
            public String name() {
                return "normal";
            }

            @Override
            public List<Input> inputs() {
                return List.of(Input.floats("x", 2, 3, 3));
            }

            @Override
            public List<String> outputs() {
                return List.of("y");
            }

            @Override
            public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
                return List.of(ops.groupNormalisation(inputs.getFirst(), 1, 2, 3, 3));
            }
        }
        var network = new Normal();
        byte[] file = OnnxExport.gradientBytes(network, Initialiser.initialise(network, 1), "y", "x");
        var x = new float[18];
        Arrays.fill(x, 3);
        var cotangent = normal(18, 4);
        var gradient = new float[18];
        try (var model = new OnnxModel("normal", file, 1)) {
            model.evaluate(1, Map.of("x", x, "y.cotangent", cotangent), Map.of("x.gradient", gradient));
        }
        double mean = 0;
        for (float c : cotangent) mean += c / 18.0;
        for (int i = 0; i < 18; i++)
            assertThat((double) gradient[i]).isCloseTo((cotangent[i] - mean) / Math.sqrt(1e-5), within(1e-2));
    }

    @Test
    void weightsAreReadBackAsTheyWere() {
        var network = new EveryOperation();
        var weights = Initialiser.initialise(network, 3);
        byte[] file = OnnxExport.bytes(network, weights, Map.of());
        var read = OnnxWeights.read(file);
        weights.parameters().forEach((name, parameter) -> {
            assertThat(read.parameter(name).shape()).isEqualTo(parameter.shape());
            assertThat(read.parameter(name).values()).isEqualTo(parameter.values());
        });
        assertThatThrownBy(() -> OnnxWeights.read(Arrays.copyOf(file, file.length / 2)))
                .hasMessage("weights: not a whole ONNX file (" + file.length / 2 + " bytes)");
    }

    @Test
    void whatHasNoGradientIsNamed() {
        var network = new EveryOperation();
        var weights = Initialiser.initialise(network, 3);
        assertThatThrownBy(() -> OnnxExport.gradientBytes(network, weights, "numbers", "image"))
                .hasMessage("gradient: the output does not depend on the input 'image'");
        assertThatThrownBy(() -> OnnxExport.gradientBytes(network, weights, "picture", "text"))
                .hasMessage("network every-operation: no input 'text', it has [image, level, label]");
        assertThatThrownBy(() -> OnnxExport.gradientBytes(network, weights, "sound", "image"))
                .hasMessage("network every-operation: no output 'sound', it has [picture, numbers]");
    }
}

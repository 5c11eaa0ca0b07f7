package org.integrand.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.LabelledNetwork;
import org.integrand.diffusion.model.NetworkModel;
import org.integrand.diffusion.model.Parameterisation;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TimeLabel;
import org.integrand.diffusion.onnx.OnnxSignature.ClassInput;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.FloatSpace;
import org.integrand.neural.onnx.OnnxModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNetworkTest {
    private static final ImageShape SHAPE = new ImageShape(2, 3, 5);
    private static final int NUMBERS = 30;
    private static final ClassInput CLASSES = new ClassInput("label", 10, OptionalInt.of(10));

    private static OnnxSignature signature(boolean channelsLast, Optional<ClassInput> classes) {
        return new OnnxSignature("sample", channelsLast, SHAPE, Optional.of("t"), "out", classes, List.of());
    }

    private static TinyGraph graph() {
        return new TinyGraph(0, 2, 3, 5);
    }

    private static OnnxNetwork network(TinyGraph graph, OnnxSignature signature, int threads) {
        return new OnnxNetwork(new OnnxModel("tiny.onnx", graph.bytes(), 1), signature, threads);
    }

    private static float[] states(int count) {
        var random = new SplittableRandom(4);
        var x = new float[count * NUMBERS];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    private static void assertComputes(LabelledNetwork<float[]> network, int count, double label, float time, int c) {
        float[] x = states(count);
        float[] result = new float[x.length];
        network.evaluate(x, label, result);
        for (int i = 0; i < x.length; i++) {
            int place = i % NUMBERS;
            assertThat(result[i]).as("number %d", i).isEqualTo(x[i] * time + place + c);
        }
    }

    @Test
    void timesMayBeFloatsOrIntegersOneAStateOrOneInAll() {
        int[][] shapes = {{}, {1}, {0}, {0, 1}};
        for (int[] shape : shapes)
            for (int element : new int[] {TinyGraph.FLOAT, TinyGraph.INT64})
                try (var network =
                        network(graph().timestep("t", element, shape), signature(false, Optional.empty()), 1)) {
                    float expected = element == TinyGraph.FLOAT ? 2.75f : 3;
                    assertComputes(network.unconditional(37), 37, 2.75, expected, 0);
                }
    }

    @Test
    void channelsMayComeLast() {
        var graph = new TinyGraph(0, 3, 5, 2).timestep("t", TinyGraph.FLOAT, 0);
        try (var network = network(graph, signature(true, Optional.empty()), 1)) {
            float[] x = states(3);
            float[] result = new float[x.length];
            network.unconditional(3).evaluate(x, 0.5, result);
            for (int i = 0; i < x.length; i++) {
                int channel = i % NUMBERS / 15;
                int pixel = i % 15;
                assertThat(result[i]).isEqualTo(x[i] * 0.5f + 2 * pixel + channel);
            }
        }
    }

    @Test
    void aFixedBatchIsFilledUp() {
        var graph = new TinyGraph(4, 2, 3, 5).timestep("t", TinyGraph.FLOAT, 4);
        try (var network = network(graph, signature(false, Optional.empty()), 3)) {
            for (int count : new int[] {1, 4, 11}) assertComputes(network.unconditional(count), count, 2, 2, 0);
        }
    }

    @Test
    void classesAndNoneReachTheNetwork() {
        try (var network = network(
                graph().timestep("t", TinyGraph.FLOAT, 0).labels("label"), signature(false, Optional.of(CLASSES)), 2)) {
            int[] seven = new int[70];
            Arrays.fill(seven, 7);
            assertComputes(network.conditional(seven), 70, 2, 2, 7);
            assertComputes(network.unconditional(3), 3, 2, 2, 10);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.conditional(new int[] {10}))
                    .withMessage("class 10: expected 0 ... 9");
        }
    }

    /// The condition's numbers are added to the states, the missing axis follows from their number.
    @Test
    void conditionsReachTheNetworkAndGuidanceLeavesThemOut() {
        float[] values = new float[NUMBERS];
        Arrays.fill(values, 4);
        for (int rows : new int[] {3, 0}) {
            var graph = graph().timestep("t", TinyGraph.FLOAT, 0).added("text", 0, 2, rows, 5);
            var text = new Condition("text", values, new float[NUMBERS]);
            var signature =
                    new OnnxSignature("sample", false, SHAPE, Optional.of("t"), "out", Optional.empty(), List.of(text));
            assertThat(signature.guides()).isTrue();
            try (var network = network(graph, signature, 1)) {
                assertComputes(network.classless(40), 40, 2, 2, 4);
                assertComputes(network.unconditional(40), 40, 2, 2, 0);
            }
        }
        var graph = graph().timestep("t", TinyGraph.FLOAT, 0).added("text", 0, 2, 3, 5);
        var few = new Condition("text", new float[7], new float[0]);
        assertThat(few.guides()).isFalse();
        assertRefused(
                "model tiny.onnx: 7 numbers a state for the condition text (float [?, 2, 3, 5]),"
                        + " expected floats that fill its axes",
                graph,
                new OnnxSignature("sample", false, SHAPE, Optional.of("t"), "out", Optional.empty(), List.of(few)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition("text", new float[7], new float[6]))
                .withMessage("condition text: 6 numbers without it, expected 7 as with it");
    }

    @Test
    void weightsMayLieInAFileBesideTheGraph(@TempDir Path folder) throws IOException {
        var graph = graph().timestep("t", TinyGraph.FLOAT, 0).patternIn(folder.resolve("tiny.onnx_data"));
        var file = Files.write(folder.resolve("tiny.onnx"), graph.bytes());
        try (var network = new OnnxNetwork(OnnxModel.read(file, 1), signature(false, Optional.empty()), 1)) {
            assertComputes(network.classless(5), 5, 2, 2, 0);
        }
        Files.delete(folder.resolve("tiny.onnx_data"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxModel.read(file, 1).close())
                .withMessageContaining("tiny.onnx_data");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        var plain = signature(false, Optional.empty());
        assertRefused(
                "model tiny.onnx: t (double [?]), expected floats or 64-bit integers, one a state or one in all"
                        .replace("double", "other"),
                graph().timestep("t", TinyGraph.DOUBLE, 0),
                plain);
        assertRefused(
                "model tiny.onnx: no input 't', expected one of [sample, when]",
                graph().timestep("when", TinyGraph.FLOAT, 0),
                plain);
        assertRefused(
                "model tiny.onnx: sample (float [?, 2, 3, 5]), expected axes [3, 5, 2] after the batch",
                graph().timestep("t", TinyGraph.FLOAT, 0),
                signature(true, Optional.empty()));
        assertRefused(
                "model tiny.onnx: input label (int64 [?]) is neither the states, nor the time, nor a class, nor a condition;"
                        + " expected no other inputs",
                graph().timestep("t", TinyGraph.FLOAT, 0).labels("label"),
                plain);
        assertRefused(
                "model tiny.onnx: no output 'noise', expected one of [out]",
                graph().timestep("t", TinyGraph.FLOAT, 0),
                new OnnxSignature("sample", false, SHAPE, Optional.of("t"), "noise", Optional.empty(), List.of()));
        try (var network = network(graph().timestep("t", TinyGraph.FLOAT, 0), plain, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.conditional(new int[] {3}))
                    .withMessage("class 3: the model tiny.onnx has no classes");
        }
    }

    private static void assertRefused(String line, TinyGraph graph, OnnxSignature signature) {
        try (var model = new OnnxModel("tiny.onnx", graph.bytes(), 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OnnxNetwork(model, signature, 1))
                    .withMessage(line);
        }
    }

    /// The shipped digits as a file of any make: the same bits as by their own class.
    @Test
    void theDigitsAreOneOfMany() throws IOException {
        byte[] bytes;
        try (var in = DigitModel.class.getResourceAsStream("digits.onnx")) {
            assertThat(in).isNotNull();
            bytes = in.readAllBytes();
        }
        var signature = new OnnxSignature(
                "sample",
                false,
                new ImageShape(1, 28, 28),
                Optional.of("time"),
                "noise",
                Optional.of(CLASSES),
                List.of());
        var random = new SplittableRandom(1);
        float[] x = new float[35 * 784];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        int[] classes = new int[35];
        Arrays.setAll(classes, i -> i % 10);
        float[] expected = new float[x.length];
        float[] actual = new float[x.length];
        try (var digits = DigitModel.shipped(2);
                var network = new OnnxNetwork(new OnnxModel("digits.onnx", bytes, 1), signature, 2)) {
            digits.conditional(classes).evaluate(x, 0.4, expected);
            new NetworkModel<>(
                            network.conditional(classes),
                            Parameterisation.plain(Prediction.NOISE, TimeLabel.TIME),
                            VpLinear.DEFAULT,
                            FloatSpace.of(x.length))
                    .evaluate(x, 0.4, actual);
        }
        assertThat(actual).containsExactly(expected);
    }
}

package org.integrand.neural.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Weights;
import org.integrand.neural.network.Weights.Parameter;
import org.integrand.neural.torch.TorchNetwork;
import org.junit.jupiter.api.Test;

class OnnxExportTest {
    private static final int BATCH = 3;

    private final EveryOperation network = new EveryOperation();
    private final Weights weights = Initialiser.initialise(network, 5);
    private final byte[] bytes = OnnxExport.bytes(network, weights, Map.of("made by", "a test"));
    private final Map<String, Object> inputs = new LinkedHashMap<>();

    OnnxExportTest() {
        var random = new SplittableRandom(3);
        var image = new float[BATCH * 3 * 8 * 8];
        for (int i = 0; i < image.length; i++) image[i] = (float) random.nextGaussian();
        inputs.put("image", image);
        inputs.put("level", new float[] {0.1f, -1.5f, 3});
        inputs.put("label", new long[] {4, 0, 2});
    }

    @Test
    void theFileComputesWhatLibtorchComputes() {
        var picture = new float[BATCH * 4 * 16 * 16];
        var numbers = new float[BATCH * 4];
        float[] expected;
        try (var torch = new TorchNetwork(network, weights, false);
                var model = new OnnxModel("test", bytes, 1)) {
            expected = torch.evaluate(BATCH, List.copyOf(inputs.values()));
            model.evaluate(BATCH, inputs, Map.of("picture", picture, "numbers", numbers));
        }
        assertThat(expected).hasSameSizeAs(picture);
        for (int i = 0; i < picture.length; i++)
            assertThat(picture[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-5f));
        assertThat(picture).doesNotContain(Float.NaN);
    }

    @Test
    void theFileCarriesItsMetadata() {
        try (var model = new OnnxModel("test", bytes, 1)) {
            assertThat(model.metadata()).containsEntry("made by", "a test");
            assertThat(model.inputs()).containsExactlyInAnyOrder("image", "level", "label");
            assertThat(model.outputs()).containsExactlyInAnyOrder("picture", "numbers");
        }
    }

    @Test
    void portsTellTypesAndShapes() {
        try (var model = new OnnxModel("test", bytes, 1)) {
            assertThat(model.inputPorts())
                    .containsExactlyInAnyOrder(
                            new OnnxPort("image", OnnxPort.Element.FLOAT, List.of(-1, 3, 8, 8)),
                            new OnnxPort("level", OnnxPort.Element.FLOAT, List.of(-1)),
                            new OnnxPort("label", OnnxPort.Element.INT64, List.of(-1)));
            assertThat(model.outputPorts()).extracting(OnnxPort::name).containsExactlyInAnyOrder("picture", "numbers");
            assertThat(model.inputPorts().toString()).contains("image (float [?, 3, 8, 8])");
        }
    }

    @Test
    void aTruncatedFileIsRefusedInOneLine() {
        for (int part = 1; part < 10; part++) {
            byte[] cut = Arrays.copyOf(bytes, bytes.length * part / 10);
            assertThatThrownBy(() -> new OnnxModel("cut.onnx", cut, 1).close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("model cut.onnx: not a whole ONNX model (" + cut.length + " bytes)")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void wrongNamesAndSizesAreNamed() {
        try (var model = new OnnxModel("test", bytes, 1)) {
            var picture = new float[7];
            assertThatThrownBy(() -> model.evaluate(BATCH, inputs, Map.of("picture", picture)))
                    .hasMessageContaining("output 'picture' has 3072 numbers, expected 7");
            assertThatThrownBy(() -> model.evaluate(BATCH, Map.of("picture", picture), Map.of()))
                    .hasMessageContaining("no input 'picture'")
                    .hasMessageContaining("image");
        }
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        var other = new LinkedHashMap<>(weights.parameters());
        other.put("shift", new Parameter(List.of(5), new float[5]));
        assertThatThrownBy(() -> OnnxExport.bytes(network, new Weights(other), Map.of()))
                .hasMessageContaining("'shift' has shape [5], the network expects [4]");
    }
}

package org.integrand.neural.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.integrand.neural.network.Weights.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {
    @TempDir
    private Path folder;

    private static Weights some() {
        var parameters = new LinkedHashMap<String, Parameter>();
        parameters.put("b.kernel", new Parameter(List.of(2, 3), new float[] {1, -2, Float.MIN_VALUE, 4e30f, 0, -0f}));
        parameters.put("a.bias", new Parameter(List.of(1), new float[] {0.1f}));
        return new Weights(parameters);
    }

    @Test
    void whatIsWrittenIsReadBackBitForBitAndInOrder() {
        var file = folder.resolve("some.safetensors");
        WeightFile.write(some(), file);
        var read = WeightFile.read(file);
        assertThat(read.parameters().keySet()).containsExactly("b.kernel", "a.bias");
        some().parameters().forEach((name, parameter) -> {
            assertThat(read.parameter(name).shape()).isEqualTo(parameter.shape());
            assertThat(read.parameter(name).values()).isEqualTo(parameter.values());
        });
    }

    @Test
    void everyTruncationIsRefusedWithTheFileAndTheReason() throws IOException {
        var file = folder.resolve("some.safetensors");
        WeightFile.write(some(), file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WeightFile.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("not a whole safetensors file");
        }
    }

    @Test
    void anUnknownParameterIsNamed() {
        assertThatThrownBy(() -> some().parameter("c"))
                .hasMessageContaining("no parameter 'c'")
                .hasMessageContaining("a.bias");
    }
}

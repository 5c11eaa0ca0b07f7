package org.integrand.app.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.integrand.neural.onnx.OnnxExport;

/// A network without weights: out = sample * factor + time + class.
///
/// @param time name of the time input
/// @param classes whether there is an input `label`
record SmallNetwork(float factor, String time, float ofTime, boolean classes) implements Network {
    static final int CHANNELS = 1;
    static final int HEIGHT = 2;
    static final int WIDTH = 4;

    @Override
    public String name() {
        return "small";
    }

    @Override
    public List<Input> inputs() {
        var sample = Input.floats("sample", CHANNELS, HEIGHT, WIDTH);
        return classes
                ? List.of(sample, Input.floats(time), Input.integers("label"))
                : List.of(sample, Input.floats(time));
    }

    @Override
    public List<String> outputs() {
        return List.of("out");
    }

    @Override
    public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
        var shift = ops.multiply(ops.reshape(inputs.get(1), 1, 1, 1), ops.constant(ofTime));
        var sum = ops.add(ops.multiply(inputs.getFirst(), ops.constant(factor)), shift);
        if (!classes) return List.of(sum);
        var table = ops.reshape(ops.constant(0, 1, 2, 3), 1);
        return List.of(ops.add(sum, ops.reshape(ops.rows(table, inputs.get(2)), 1, 1, 1)));
    }

    Path write(Path file) {
        try {
            return Files.write(file, OnnxExport.bytes(this, Initialiser.initialise(this, 1), Map.of()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

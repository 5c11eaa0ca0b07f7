package org.integrand.neural.onnx;

import java.util.List;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;

/// A network that uses every operation at least once, in a place where a mistake changes the output.
final class EveryOperation implements Network {
    @Override
    public String name() {
        return "every-operation";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.floats("image", 3, 8, 8), Input.floats("level"), Input.integers("label"));
    }

    @Override
    public List<String> outputs() {
        return List.of("picture", "numbers");
    }

    @Override
    public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
        var level = ops.reshape(inputs.get(1), 1);
        var phase = ops.multiply(level, ops.constant(0.5f, 1, 2));
        var waves = ops.concatenate(ops.sin(phase), ops.cos(phase));
        var size = ops.exp(ops.multiply(ops.constant(-0.1f), ops.sqrt(ops.multiply(level, level))));
        var tilt = ops.log(ops.add(ops.constant(2), ops.sinh(ops.multiply(size, size))));
        var table = ops.parameter("table", Initial.NORMAL, 5, 4);
        var features = ops.linear(
                ops.add(ops.concatenate(waves, ops.concatenate(size, tilt)), pad(ops, table, inputs.get(2))),
                ops.parameter("weight", Initial.SCALED, 4, 8),
                ops.parameter("shift", Initial.NORMAL, 4));
        var x = ops.convolution(
                inputs.getFirst(),
                ops.parameter("conv1", Initial.SCALED, 4, 3, 3, 3),
                ops.parameter("bias1", Initial.NORMAL, 4),
                1);
        x = ops.silu(ops.groupNormalisation(x, 2, 4, 8, 8));
        var low = ops.maxPool(x);
        low = ops.convolution(
                low, ops.parameter("conv2", Initial.SCALED, 4, 4, 5, 5), ops.parameter("bias2", Initial.NORMAL, 4), 2);
        x = ops.concatenate(x, ops.enlarge(ops.enlarge(ops.relu(low))));
        x = ops.convolution(
                ops.depthToSpace(x),
                ops.parameter("conv3", Initial.SCALED, 4, 2, 1, 1),
                ops.parameter("bias3", Initial.ONE, 4),
                1);
        return List.of(ops.multiply(x, ops.reshape(features, 4, 1, 1)), features);
    }

    private static <T> T pad(Operations<T> ops, T table, T label) {
        var row = ops.rows(table, label);
        return ops.concatenate(row, ops.multiply(row, row));
    }
}

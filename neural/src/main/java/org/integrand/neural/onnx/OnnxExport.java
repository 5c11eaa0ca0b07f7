package org.integrand.neural.onnx;

import java.util.Map;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Network.Input;
import org.integrand.neural.network.Weights;

/// Writes a network and its weights as an ONNX file (operator set 20, dynamic batch axis) that any ONNX runtime runs.
/// Field numbers are those of onnx.proto3 of the ONNX project.
public final class OnnxExport {
    private static final int IR_VERSION = 10;
    private static final int OPERATOR_SET = 20;
    static final int FLOAT = 1;
    static final int INT64 = 7;

    private OnnxExport() {}

    /// The file's bytes; `metadata` is kept in it as key-value pairs.
    public static byte[] bytes(Network network, Weights weights, Map<String, String> metadata) {
        var ops = new OnnxOperations(weights);
        var inputs = network.inputs().stream().map(Input::name).toList();
        var results = network.apply(ops, inputs);
        var graph = ops.graph();
        graph.text(2, network.name());
        for (var input : network.inputs()) graph.message(11, value(input));
        for (int i = 0; i < results.size(); i++) {
            String name = network.outputs().get(i);
            ops.rename(results.get(i), name);
            graph.message(12, output(name));
        }
        var model = new ProtobufWriter()
                .integer(1, IR_VERSION)
                .text(2, "integrand")
                .message(7, graph)
                .message(8, new ProtobufWriter().text(1, "").integer(2, OPERATOR_SET));
        metadata.forEach((key, value) ->
                model.message(14, new ProtobufWriter().text(1, key).text(2, value)));
        return model.toByteArray();
    }

    private static ProtobufWriter value(Input input) {
        var shape = new ProtobufWriter().message(1, new ProtobufWriter().text(2, "batch"));
        for (int size : input.shape()) shape.message(1, new ProtobufWriter().integer(1, size));
        int element = switch (input.element()) {
            case FLOAT -> FLOAT;
            case INT64 -> INT64;
        };
        var tensor = new ProtobufWriter().integer(1, element).message(2, shape);
        return new ProtobufWriter().text(1, input.name()).message(2, new ProtobufWriter().message(1, tensor));
    }

    /// An output of any shape: the runtime infers it.
    private static ProtobufWriter output(String name) {
        var tensor = new ProtobufWriter().integer(1, FLOAT);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }
}

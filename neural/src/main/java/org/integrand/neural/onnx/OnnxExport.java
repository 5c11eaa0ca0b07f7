package org.integrand.neural.onnx;

import java.util.List;
import java.util.Map;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Network.Input;
import org.integrand.neural.network.Weights;

/// Writes a network and its weights as an ONNX file (operator set 20, dynamic batch axis) that any ONNX runtime
/// runs. Field numbers are those of onnx.proto3 of the ONNX project.
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
        for (int i = 0; i < results.size(); i++)
            ops.rename(results.get(i), network.outputs().get(i));
        return model(
                network.name(), ops.graph(network.outputs(), List.of()), network.inputs(), network.outputs(), metadata);
    }

    /// The bytes of a file that computes one output y of a network and its vector-Jacobian
    /// product with respect to one input x, c -> c^T dy/dx for each sample. The further input of c is called
    /// `<y>.cotangent`, the output `<x>.gradient`; sizes are those of y and x.
    ///
    /// @throws IllegalArgumentException when there is no such input or output, or y does not depend on x
    public static byte[] gradientBytes(Network network, Weights weights, String output, String input) {
        return new OnnxDerivative(network, weights, output, List.of(input)).whole(true);
    }

    /// The vector-Jacobian products with respect to several inputs, without y itself: its last operations are
    /// not needed for them.
    ///
    /// @throws IllegalArgumentException when there is no such input or output, or y does not depend on an input
    public static byte[] gradientBytes(Network network, Weights weights, String output, List<String> inputs) {
        return new OnnxDerivative(network, weights, output, inputs).whole(false);
    }

    /// @param graph its nodes and constants
    static byte[] model(
            String name, ProtobufWriter graph, List<Input> inputs, List<String> outputs, Map<String, String> metadata) {
        graph.text(2, name);
        for (var input : inputs) graph.message(11, value(input));
        for (String result : outputs) graph.message(12, output(result));
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

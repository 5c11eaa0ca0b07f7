package org.integrand.neural.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Network.Input;
import org.integrand.neural.network.Weights;

/// One output of a network and its vector-Jacobian products with respect to some inputs, as graphs: both in one, or in
/// two halves, the way there and the way back, with what the second needs of the first handed over.
///
/// The products have a further input `<output>.cotangent` of the output's shape and are called `<input>.gradient`.
final class OnnxDerivative {
    private final Network network;
    private final OnnxOperations ops;
    private final String output;
    private final Input cotangent;
    private final List<String> gradients;
    private final List<String> across;

    /// @throws IllegalArgumentException when there is no such input or output, or the output does not depend on an
    ///     input
    OnnxDerivative(Network network, Weights weights, String output, List<String> wanted) {
        this.network = network;
        this.output = output;
        var names = names(network);
        for (String input : wanted) if (!names.contains(input)) throw missing("input", input, names);
        int which = network.outputs().indexOf(output);
        if (which < 0) throw missing("output", output, network.outputs());
        ops = new OnnxOperations(weights);
        var reverse = new ReverseOperations(ops, weights);
        var given = network.inputs().stream()
                .map(input -> ReverseOperations.input(input, wanted))
                .toList();
        var result = network.apply(reverse, given).get(which);
        ops.rename(result.edge(), output);
        int turn = ops.mark();
        var shape = result.shape().subList(1, result.shape().size());
        cotangent = new Input(output + ".cotangent", Input.Element.FLOAT, shape);
        reverse.back(result, cotangent.name());
        gradients = wanted.stream().map(input -> input + ".gradient").toList();
        for (String input : wanted) ops.rename(reverse.gradient(input), input + ".gradient");
        across = ops.across(turn, gradients).stream()
                .filter(edge -> !edge.equals(cotangent.name()))
                .toList();
    }

    private static List<String> names(Network network) {
        return network.inputs().stream().map(Input::name).toList();
    }

    private IllegalArgumentException missing(String kind, String name, List<String> known) {
        return new IllegalArgumentException(
                "network " + network.name() + ": no " + kind + " '" + name + "', it has " + known);
    }

    /// Edges that are computed on the way there and needed on the way back.
    List<String> kept() {
        var names = names(network);
        return across.stream().filter(edge -> !names.contains(edge)).toList();
    }

    /// Inputs of the network that are needed on the way back too.
    List<Input> again() {
        return network.inputs().stream()
                .filter(input -> across.contains(input.name()))
                .toList();
    }

    /// There and back.
    ///
    /// @param value whether the output itself is wanted too: its last operations are not needed for the products
    byte[] whole(boolean value) {
        var inputs = new ArrayList<>(network.inputs());
        inputs.add(cotangent);
        var outputs =
                value ? Stream.concat(Stream.of(output), gradients.stream()).toList() : gradients;
        return OnnxExport.model(network.name(), ops.graph(outputs, List.of()), inputs, outputs, Map.of());
    }

    /// The way there; outputs are the network's and those that are kept.
    byte[] there() {
        var outputs = Stream.concat(Stream.of(output), kept().stream()).toList();
        return OnnxExport.model(network.name(), ops.graph(outputs, List.of()), network.inputs(), outputs, Map.of());
    }

    /// The way back.
    ///
    /// @param shapes of the edges that are kept, the batch's axis first
    byte[] back(Map<String, List<Integer>> shapes) {
        var inputs = new ArrayList<>(again());
        for (String edge : kept()) {
            var shape = shapes.get(edge);
            if (shape == null) throw new IllegalArgumentException("kept " + edge + ": expected its shape");
            inputs.add(new Input(edge, Input.Element.FLOAT, shape.subList(1, shape.size())));
        }
        inputs.add(cotangent);
        return OnnxExport.model(network.name(), ops.graph(gradients, across), inputs, gradients, Map.of());
    }
}

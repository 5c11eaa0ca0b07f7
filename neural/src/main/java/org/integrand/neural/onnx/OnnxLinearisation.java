package org.integrand.neural.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Network.Input;
import org.integrand.neural.network.Weights;

/// A network that, where it is evaluated, keeps what the way back through it needs: the vector-Jacobian products there
/// then cost no evaluation. What is kept lies outside the heap of the virtual machine. Safe for use by several threads.
public final class OnnxLinearisation implements AutoCloseable {
    private final OnnxModel there;
    private final OnnxModel back;
    private final String output;
    private final List<String> again;

    /// @param name    what to call the network in messages
    /// @param output  the output that is differentiated
    /// @param inputs  by what
    /// @param threads threads of one evaluation, at least 1
    /// @throws IllegalArgumentException when there is no such input or output, or the output does not depend on an
    ///     input
    public OnnxLinearisation(
            String name, Network network, Weights weights, String output, List<String> inputs, int threads) {
        var derivative = new OnnxDerivative(network, weights, output, inputs);
        this.output = output;
        again = derivative.again().stream().map(Input::name).toList();
        there = new OnnxModel(name, derivative.there(), threads);
        var shapes = there.outputPorts().stream().collect(Collectors.toMap(OnnxPort::name, OnnxPort::shape));
        back = new OnnxModel("gradient of " + name, derivative.back(shapes), threads);
    }

    /// Evaluates a batch, as [OnnxModel#evaluate(int, Map, Map)] does.
    ///
    /// @param into filled with the output
    /// @throws IllegalArgumentException when names or sizes do not fit the network
    public Point at(int batch, Map<String, ?> inputs, float[] into) {
        var given = there.tensors(batch, inputs);
        try {
            var results = there.run(given, there.outputs());
            there.copy(results, output, into);
            return new Point(batch, given, results);
        } catch (RuntimeException e) {
            given.values().forEach(OnnxTensor::close);
            throw e;
        }
    }

    /// What is kept of one evaluation. Must be closed.
    public final class Point implements AutoCloseable {
        private final int batch;
        private final Map<String, OnnxTensor> given;
        private final OrtSession.Result results;

        private Point(int batch, Map<String, OnnxTensor> given, OrtSession.Result results) {
            this.batch = batch;
            this.given = given;
            this.results = results;
        }

        /// How many bytes are kept.
        public long bytes() {
            long all = 0;
            for (OnnxTensor tensor : given.values()) all += bytes(tensor);
            for (Map.Entry<String, OnnxValue> result : results) all += bytes((OnnxTensor) result.getValue());
            return all;
        }

        private static long bytes(OnnxTensor tensor) {
            return tensor.getInfo().getNumElements() * tensor.getInfo().type.size;
        }

        /// The product of the cotangent and the Jacobian for every sample, as often as one likes.
        ///
        /// @param into `<input>.gradient` by name, each filled
        public void pull(float[] cotangent, Map<String, float[]> into) {
            var seed = back.tensors(batch, Map.of(output + ".cotangent", cotangent));
            try {
                var all = new HashMap<>(seed);
                for (String input : again) all.put(input, given.get(input));
                for (Map.Entry<String, OnnxValue> result : results)
                    if (!result.getKey().equals(output)) all.put(result.getKey(), (OnnxTensor) result.getValue());
                back.run(all, into);
            } finally {
                seed.values().forEach(OnnxTensor::close);
            }
        }

        @Override
        public void close() {
            results.close();
            given.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        there.close();
        back.close();
    }
}

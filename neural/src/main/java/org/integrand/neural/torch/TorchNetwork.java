package org.integrand.neural.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Weights;
import org.integrand.neural.network.Weights.Parameter;

/// A network with its weights in libtorch.
public final class TorchNetwork implements AutoCloseable {
    private final Network network;
    private final SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();

    public TorchNetwork(Network network, Weights weights, boolean trainable) {
        this.network = network;
        weights.parameters().forEach((name, parameter) -> parameters.put(name, tensor(parameter, trainable)));
    }

    private static Tensor tensor(Parameter parameter, boolean trainable) {
        try (var _ = new PointerScope()) {
            var made = Tensor.create(parameter.values(), shape(parameter.shape()));
            made.set_requires_grad(trainable);
            made.retainReference();
            return made;
        }
    }

    static long[] shape(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).toArray();
    }

    public SequencedMap<String, Tensor> parameters() {
        return parameters;
    }

    /// The outputs as tensors of the enclosing scope, with gradients.
    public List<Tensor> apply(List<Tensor> inputs) {
        return network.apply(new TorchOperations(parameters), inputs);
    }

    /// The first output for a batch, without gradients. `inputs` are `float[]` or `long[]`, in the network's
    /// order.
    public float[] evaluate(int batch, List<?> inputs) {
        try (var _ = new PointerScope();
                var _ = new AutoGradMode(false)) {
            return floats(apply(tensors(network, batch, inputs)).getFirst());
        }
    }

    /// Inputs of a batch as tensors of the enclosing scope.
    static List<Tensor> tensors(Network network, int batch, List<?> inputs) {
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < inputs.size(); i++) {
            var sizes = new ArrayList<>(List.of(batch));
            sizes.addAll(network.inputs().get(i).shape());
            tensors.add(
                    switch (inputs.get(i)) {
                        case float[] values -> Tensor.create(values, shape(sizes));
                        case long[] values -> Tensor.create(values, shape(sizes));
                        case Object other -> throw new IllegalArgumentException("input " + i + ": " + other.getClass());
                    });
        }
        return tensors;
    }

    /// The numbers of a tensor, row-major.
    public static float[] floats(Tensor tensor) {
        var flat = tensor.contiguous();
        var values = new float[(int) flat.numel()];
        try (FloatPointer pointer = flat.data_ptr_float()) {
            pointer.get(values);
        }
        return values;
    }

    /// A copy of the current weights.
    public Weights weights() {
        return weights(parameters);
    }

    static Weights weights(Map<String, Tensor> tensors) {
        var copies = new LinkedHashMap<String, Parameter>();
        try (var _ = new PointerScope()) {
            tensors.forEach((name, tensor) -> {
                var sizes = new ArrayList<Integer>();
                for (int i = 0; i < tensor.dim(); i++) sizes.add((int) tensor.size(i));
                copies.put(name, new Parameter(sizes, floats(tensor.detach())));
            });
        }
        return new Weights(copies);
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::releaseReference);
    }
}

package org.integrand.neural.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Weights;
import org.integrand.neural.torch.Tuning.Leaf;

/// A network in libtorch with some numbers that are tuned from outside: they lie in one vector, and the
/// products of its transposed Jacobian with a cotangent come back as one. Evaluations and products may run on
/// several threads at once, [#set] not meanwhile.
public final class TunableNetwork implements AutoCloseable {
    private final Network network;
    private final Tuning tuning;
    private final SequencedMap<String, Tensor> fixed = new LinkedHashMap<>();
    private final List<Leaf> leaves;
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, Tensor> merged = new LinkedHashMap<>();
    private final Map<String, Tensor> current = new LinkedHashMap<>();
    private final double[] values;

    /// @param weights exactly the network's
    /// @param seed    of what starts from random numbers
    public TunableNetwork(Network network, Weights weights, Tuning tuning, long seed) {
        this.network = network;
        this.tuning = tuning;
        weights.parameters().forEach((name, p) -> fixed.put(name, kept(p.values(), p.shape(), false)));
        leaves = tuning.leaves(weights, seed);
        if (leaves.isEmpty())
            throw new IllegalArgumentException(
                    "tuning " + tuning + ": no parameter of " + network.name() + " is meant");
        for (Leaf leaf : leaves) tensors.add(kept(leaf.values(), leaf.shape(), true));
        values = new double[leaves.stream().mapToInt(l -> l.values().length).sum()];
        int at = 0;
        for (Leaf leaf : leaves) for (float value : leaf.values()) values[at++] = value;
        merge();
    }

    /// A tensor that outlives the enclosing scope.
    private static Tensor kept(float[] values, List<Integer> shape, boolean trainable) {
        try (var _ = new PointerScope()) {
            var made = Tensor.create(values, TorchNetwork.shape(shape));
            made.set_requires_grad(trainable);
            made.retainReference();
            return made;
        }
    }

    /// How many numbers are tuned.
    public int size() {
        return values.length;
    }

    /// The numbers, leaf by leaf.
    public double[] values() {
        return values.clone();
    }

    /// Takes these numbers, rounded to floats.
    public void set(double[] numbers) {
        if (numbers.length != values.length)
            throw new IllegalArgumentException(
                    "tuned numbers " + numbers.length + ": expected " + values.length + " of them");
        System.arraycopy(numbers, 0, values, 0, values.length);
        int at = 0;
        for (int i = 0; i < leaves.size(); i++) {
            var part = new float[leaves.get(i).values().length];
            for (int j = 0; j < part.length; j++) part[j] = (float) numbers[at++];
            tensors.set(i, replaced(tensors.get(i), kept(part, leaves.get(i).shape(), true)));
        }
        merge();
    }

    private static Tensor replaced(Tensor old, Tensor fresh) {
        old.releaseReference();
        return fresh;
    }

    /// Works out what the network computes with now.
    private void merge() {
        try (var _ = new PointerScope();
                var _ = new AutoGradMode(false)) {
            var now = tuning.parameters(fixed, leaves, tensors);
            for (Leaf leaf : leaves) {
                var tensor = now.get(leaf.of());
                if (tensor == null) throw new IllegalStateException("no parameter " + leaf.of());
                var own = tensor.detach().clone();
                own.retainReference();
                var old = merged.put(leaf.of(), own);
                if (old != null) old.releaseReference();
            }
        }
        current.putAll(fixed);
        current.putAll(merged);
    }

    /// The first output for a batch. `inputs` are `float[]` or `long[]`, in the network's order.
    public float[] evaluate(int batch, List<?> inputs) {
        try (var _ = new PointerScope();
                var _ = new AutoGradMode(false)) {
            var result = network.apply(new TorchOperations(current), TorchNetwork.tensors(network, batch, inputs));
            return TorchNetwork.floats(result.getFirst());
        }
    }

    /// J^T c of the first output: with respect to the first input, and to the tuned numbers, which is added.
    public void pullback(int batch, List<?> inputs, float[] cotangent, float[] into, double[] gradient) {
        try (var _ = new PointerScope()) {
            var tensorsOfInputs = TorchNetwork.tensors(network, batch, inputs);
            tensorsOfInputs.getFirst().set_requires_grad(true);
            var parameters = tuning.parameters(fixed, leaves, tensors);
            var output = network.apply(new TorchOperations(parameters), tensorsOfInputs)
                    .getFirst();
            var wanted = new TensorVector(tensorsOfInputs.getFirst());
            for (Tensor tensor : tensors) wanted.push_back(tensor);
            var found = torch.grad(
                    new TensorVector(output),
                    wanted,
                    new TensorVector(Tensor.create(cotangent).reshape_as(output)),
                    new BoolOptional(),
                    false,
                    false);
            float[] first = TorchNetwork.floats(found.get(0));
            System.arraycopy(first, 0, into, 0, first.length);
            int at = 0;
            for (int i = 0; i < leaves.size(); i++)
                for (float number : TorchNetwork.floats(found.get(i + 1))) gradient[at++] += number;
        }
    }

    /// The weights that the network has now, for an export.
    public Weights weights() {
        return TorchNetwork.weights(current);
    }

    @Override
    public void close() {
        merged.values().forEach(Tensor::releaseReference);
        fixed.values().forEach(Tensor::releaseReference);
        tensors.forEach(Tensor::releaseReference);
    }

    @Override
    public String toString() {
        return network.name() + " with " + size() + " numbers tuned in " + leaves.size() + " tensors of "
                + Arrays.toString(leaves.stream().map(Leaf::of).distinct().toArray());
    }
}

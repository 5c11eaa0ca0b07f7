package org.integrand.neural.torch;

import java.util.Map;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Operations;

/// Interpreter that computes with libtorch. Intermediate tensors live until the enclosing `PointerScope` ends.
public final class TorchOperations implements Operations<Tensor> {
    private final Map<String, Tensor> parameters;

    /// Computes with these parameters, whether they ask for gradients or not.
    public TorchOperations(Map<String, Tensor> parameters) {
        this.parameters = parameters;
    }

    @Override
    public Tensor parameter(String name, Initial initial, int... shape) {
        var found = parameters.get(name);
        if (found == null) throw new IllegalArgumentException("network: no weights for parameter '" + name + "'");
        return found;
    }

    @Override
    public Tensor constant(float... values) {
        return Tensor.create(values, values.length);
    }

    @Override
    public Tensor convolution(Tensor x, Tensor kernel, Tensor bias, int stride) {
        long padding = kernel.size(2) / 2;
        return torch.conv2d(
                x,
                kernel,
                new TensorOptional(bias),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return torch.linear(x, weight, bias);
    }

    @Override
    public Tensor groupNormalisation(Tensor x, int groups, int channels, int height, int width) {
        return torch.group_norm(x, groups);
    }

    @Override
    public Tensor silu(Tensor x) {
        return torch.silu(x);
    }

    @Override
    public Tensor relu(Tensor x) {
        return torch.relu(x);
    }

    @Override
    public Tensor add(Tensor x, Tensor y) {
        return x.add(y);
    }

    @Override
    public Tensor multiply(Tensor x, Tensor y) {
        return x.mul(y);
    }

    @Override
    public Tensor exp(Tensor x) {
        return x.exp();
    }

    @Override
    public Tensor log(Tensor x) {
        return x.log();
    }

    @Override
    public Tensor sinh(Tensor x) {
        return x.sinh();
    }

    @Override
    public Tensor sqrt(Tensor x) {
        return x.sqrt();
    }

    @Override
    public Tensor sin(Tensor x) {
        return x.sin();
    }

    @Override
    public Tensor cos(Tensor x) {
        return x.cos();
    }

    @Override
    public Tensor concatenate(Tensor x, Tensor y) {
        return torch.cat(new TensorVector(x, y), 1);
    }

    @Override
    public Tensor enlarge(Tensor x) {
        var size = new LongPointer(2 * x.size(2), 2 * x.size(3));
        return torch.upsample_nearest2d(x, new LongArrayRef(size, 2));
    }

    @Override
    public Tensor depthToSpace(Tensor x) {
        return torch.pixel_shuffle(x, 2);
    }

    @Override
    public Tensor maxPool(Tensor x) {
        return torch.max_pool2d(x, 2, 2);
    }

    @Override
    public Tensor rows(Tensor table, Tensor index) {
        return torch.embedding(table, index);
    }

    @Override
    public Tensor reshape(Tensor x, int... shape) {
        var sizes = new long[shape.length + 1];
        sizes[0] = -1;
        for (int i = 0; i < shape.length; i++) sizes[i + 1] = shape[i];
        return x.reshape(sizes);
    }
}

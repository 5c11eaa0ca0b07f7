package org.integrand.neural.network;

/// The vocabulary of networks. A network is one method written against this interface; what it *does* is up to
/// the interpreter: `TorchOperations` computes (and differentiates), `OnnxOperations` writes the graph of an
/// ONNX file, `Initialiser` only meets the parameters. One description, so that what is trained is what is
/// shipped.
///
/// Shapes: images are [batch, channels, height, width], vectors [batch, features]. Elementwise operations
/// broadcast as in NumPy.
///
/// @param <T> a value of the interpreter: a tensor, the name of a graph edge
public interface Operations<T> {
    /// The trainable parameter of that name; names are unique within a network.
    T parameter(String name, Initial initial, int... shape);

    /// A constant vector.
    T constant(float... values);

    /// Two-dimensional convolution, zero padding of half the (odd) kernel.
    /// `x` [n, c, h, w], `kernel` [d, c, k, k], `bias` [d] gives [n, d, ceil(h/stride), ceil(w/stride)].
    T convolution(T x, T kernel, T bias, int stride);

    /// x weight^T + bias: `x` [n, c], `weight` [d, c], `bias` [d] gives [n, d].
    T linear(T x, T weight, T bias);

    /// Group normalisation without gain and shift (Wu, He 2018, arXiv 1803.08494): each sample's `groups`
    /// groups of channels get mean 0 and variance 1 (plus 1e-5 under the root).
    T groupNormalisation(T x, int groups, int channels, int height, int width);

    /// Group normalisation times `gain` plus `shift`, one number a channel: [n, channels], or [1, channels] for
    /// all samples alike.
    default T scaledNormalisation(T x, T gain, T shift, int groups, int channels, int height, int width) {
        var normal = groupNormalisation(x, groups, channels, height, width);
        return add(multiply(normal, reshape(gain, channels, 1, 1)), reshape(shift, channels, 1, 1));
    }

    /// x / (1 + e^-x).
    T silu(T x);

    /// max(x, 0).
    T relu(T x);

    T add(T x, T y);

    T multiply(T x, T y);

    T exp(T x);

    T log(T x);

    T sinh(T x);

    T sqrt(T x);

    T sin(T x);

    T cos(T x);

    /// Joins along the second axis.
    T concatenate(T x, T y);

    /// Nearest-neighbour enlargement by two.
    T enlarge(T x);

    /// Rearranges [n, c 4, h, w] into [n, c, 2h, 2w]: channel 4c + 2i + j goes to row offset i, column offset
    /// j.
    T depthToSpace(T x);

    /// Maximum over 2 x 2 blocks.
    T maxPool(T x);

    /// Rows of `table` [m, d] by the integers `index` [n]: [n, d].
    T rows(T table, T index);

    /// The same numbers in the shape [n, shape...]; n is the batch.
    T reshape(T x, int... shape);
}

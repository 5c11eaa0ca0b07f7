package org.integrand.diffusion.digits;

import java.util.List;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;

/// The judge of samples: a small convolutional classifier of 28 x 28 digits. Its 64 penultimate numbers are the
/// features
/// of the Frechet distance, its answer gives the agreement with the class that was asked for.
///
/// Input: `sample` [n, 1, 28, 28] in [-1, 1]. Outputs: `features` [n, 64], `scores` [n, 10] (unnormalised
/// log-probabilities).
public final class DigitClassifier implements Network {
    static final int FEATURES = 64;
    static final int CLASSES = 10;

    @Override
    public String name() {
        return "digit-classifier";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.floats("sample", 1, DigitUNet.SIDE, DigitUNet.SIDE));
    }

    @Override
    public List<String> outputs() {
        return List.of("features", "scores");
    }

    @Override
    public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
        var x = texture(ops, inputs.getFirst());
        x = stage(ops, "stage3", ops.maxPool(x), 32, 64, 7);
        x = ops.relu(convolution(ops, "gather", x, 64, 64, 2));
        var flat = ops.reshape(x, 64 * 4 * 4);
        var features = linear(ops, "features", flat, 64 * 4 * 4, FEATURES);
        return List.of(features, linear(ops, "scores", ops.relu(features), FEATURES, CLASSES));
    }

    /// The features on the 14 x 14 grid: [n, 32, 14, 14].
    static <T> T texture(Operations<T> ops, T sample) {
        var x = stage(ops, "stage1", sample, 1, 16, 28);
        return stage(ops, "stage2", ops.maxPool(x), 16, 32, 14);
    }

    private static <T> T stage(Operations<T> ops, String name, T x, int from, int to, int side) {
        return ops.relu(ops.groupNormalisation(convolution(ops, name, x, from, to, 1), to / 8, to, side, side));
    }

    private static <T> T convolution(Operations<T> ops, String name, T x, int from, int to, int stride) {
        return ops.convolution(
                x,
                ops.parameter(name + ".kernel", Initial.SCALED, to, from, 3, 3),
                ops.parameter(name + ".bias", Initial.ZERO, to),
                stride);
    }

    private static <T> T linear(Operations<T> ops, String name, T x, int from, int to) {
        return ops.linear(
                x,
                ops.parameter(name + ".weight", Initial.SCALED, to, from),
                ops.parameter(name + ".bias", Initial.ZERO, to));
    }
}

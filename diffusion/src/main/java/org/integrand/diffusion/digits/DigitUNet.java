package org.integrand.diffusion.digits;

import java.util.List;
import java.util.function.Supplier;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.integrand.neural.network.Weights;

/// Class-conditional noise prediction for 28 x 28 digits: a U-Net (Ronneberger et al. 2015; Ho et al. 2020) on
/// the grids 14 x 14 and 7 x 7, conditioned on time and class by adaptive group normalisation (Dhariwal, Nichol
/// 2021).
///
/// Inputs: `sample` [n, 1, 28, 28] with pixels in [-1, 1] plus noise, `time` [n] in (0, 1] of the schedule
/// VP-linear (0.1, 20), `label` [n] in 0 ... 9 or [#NO_CLASS]. Output: `noise` [n, 1, 28, 28].
///
/// Inside, the network predicts the velocity F = alpha eps - sigma x_0 (Salimans, Ho 2022), which has unit size
/// at every time, and returns eps = sigma x + alpha F: an error of F is damped by alpha where the noise
/// dominates, so that x_0 = (x - sigma eps) / alpha does not amplify it.
public final class DigitUNet implements Network {
    /// The label of the unconditional model.
    public static final int NO_CLASS = 10;

    static final int SIDE = 28;
    private static final int FREQUENCIES = 16;
    private static final int EMBEDDING = 128;
    /// Numbers of the vector that stands for a class.
    static final int CONDITION = EMBEDDING;

    private static final int CHANNELS_PER_GROUP = 8;

    /// skip connections
    static final int SKIPS = 2;

    private final int fine;
    private final int coarse;
    private final List<Double> skips;

    /// @param fine   channels on the 14 x 14 grid, a multiple of 8
    /// @param coarse channels on the 7 x 7 grid, a multiple of 8
    public DigitUNet(int fine, int coarse) {
        this(fine, coarse, List.of(1.0, 1.0));
    }

    private DigitUNet(int fine, int coarse, List<Double> skips) {
        this.fine = fine;
        this.coarse = coarse;
        this.skips = skips;
    }

    /// The network with factors on its skip connections: that around the 7 x 7 grid, and that from the stem. They are
    /// no weights; the release of USF (arXiv 2312.07243) searches them together with the solver.
    DigitUNet scaled(List<Double> factors) {
        return new DigitUNet(fine, coarse, factors);
    }

    /// The network that weights belong to.
    ///
    /// @throws IllegalArgumentException when they are of another network
    static DigitUNet of(Weights weights) {
        int fine = weights.parameter("stem.kernel").shape().getFirst();
        return new DigitUNet(fine, weights.parameter("reduce.kernel").shape().getFirst());
    }

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.floats("sample", 1, SIDE, SIDE), Input.floats("time"), Input.integers("label"));
    }

    @Override
    public List<String> outputs() {
        return List.of("noise");
    }

    @Override
    public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
        var level = new Level<>(ops, inputs.get(1));
        return List.of(noise(ops, inputs.get(0), level, () -> row(ops, inputs.get(2))));
    }

    /// The network with the class's vector in place of its label: inputs `sample`, `time` and `condition` [n,
    /// 128].
    Conditioned conditioned() {
        return new Conditioned(this);
    }

    /// See [#conditioned].
    record Conditioned(DigitUNet network) implements Network {
        @Override
        public String name() {
            return "digits";
        }

        @Override
        public List<Input> inputs() {
            return List.of(network.inputs().get(0), network.inputs().get(1), Input.floats("condition", CONDITION));
        }

        @Override
        public List<String> outputs() {
            return network.outputs();
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            var level = new Level<>(ops, inputs.get(1));
            return List.of(network.noise(ops, inputs.get(0), level, () -> inputs.get(2)));
        }
    }

    /// The vector of a class.
    private static <T> T row(Operations<T> ops, T label) {
        return ops.rows(ops.parameter("label.table", Initial.NORMAL, NO_CLASS + 1, CONDITION), label);
    }

    private <T> T noise(Operations<T> ops, T x, Level<T> level, Supplier<T> condition) {
        var velocity = velocity(ops, x, level, condition);
        var sigma = ops.reshape(level.sigma, 1, 1, 1);
        var alpha = ops.reshape(level.alpha, 1, 1, 1);
        return ops.add(ops.multiply(sigma, x), ops.multiply(alpha, velocity));
    }

    /// F(x, t, class).
    <T> T velocity(Operations<T> ops, T x, T time, T label) {
        return velocity(ops, x, new Level<>(ops, time), () -> row(ops, label));
    }

    private <T> T velocity(Operations<T> ops, T x, Level<T> level, Supplier<T> condition) {
        var block = new Blocks<>(ops, embedding(ops, level, condition));
        var stem = block.convolution("stem", x, 1, fine, 5, 2);
        var skip = block.residual("down", stem, fine, fine, 14);
        var low = block.convolution("reduce", skip, fine, coarse, 3, 2);
        low = block.residual("middle1", low, coarse, coarse, 7);
        low = block.residual("middle2", low, coarse, coarse, 7);
        var up = ops.enlarge(block.convolution("expand", low, coarse, fine, 1, 1));
        up = block.residual("up1", ops.concatenate(up, scaled(ops, skip, 0)), 2 * fine, fine, 14);
        up = block.residual("up2", ops.add(up, scaled(ops, stem, 1)), fine, fine, 14);
        up = ops.silu(block.normalise("out", up, fine, 14));
        return ops.depthToSpace(block.convolution("out", up, fine, 4, 3, 1));
    }

    private <T> T scaled(Operations<T> ops, T x, int skip) {
        double factor = skips.get(skip);
        return factor == 1 ? x : ops.multiply(x, ops.constant((float) factor));
    }

    /// One vector for time and class: sines and cosines of the half log-SNR, and a learned vector a class,
    /// mixed.
    private <T> T embedding(Operations<T> ops, Level<T> level, Supplier<T> condition) {
        var frequencies = new float[FREQUENCIES];
        for (int k = 0; k < FREQUENCIES; k++) frequencies[k] = (float) (0.25 * Math.pow(2, k * 0.4));
        var phase = ops.multiply(ops.reshape(level.halfLogSnr, 1), ops.constant(frequencies));
        var waves = ops.concatenate(ops.sin(phase), ops.cos(phase));
        var time = linear(ops, "time", waves, 2 * FREQUENCIES, EMBEDDING);
        var mixed = ops.silu(ops.add(time, condition.get())); // here: weights start in the order in which they are met
        return ops.silu(linear(ops, "mix", mixed, EMBEDDING, EMBEDDING));
    }

    private static <T> T linear(Operations<T> ops, String name, T x, int from, int to) {
        return ops.linear(
                x,
                ops.parameter(name + ".weight", Initial.SCALED, to, from),
                ops.parameter(name + ".bias", Initial.ZERO, to));
    }

    /// alpha, sigma and ln(alpha / sigma) of VP-linear (0.1, 20), without cancellation: sigma^2 = -2 alpha
    /// sinh(ln alpha).
    private static final class Level<T> {
        final T alpha;
        final T sigma;
        final T halfLogSnr;

        Level(Operations<T> ops, T time) {
            var t = ops.reshape(time, 1);
            var logAlpha = ops.multiply(
                    t, ops.add(ops.multiply(t, ops.constant((float) (-(20 - 0.1) / 4))), ops.constant(-0.05f)));
            alpha = ops.exp(logAlpha);
            sigma = ops.sqrt(ops.multiply(ops.constant(-2), ops.multiply(alpha, ops.sinh(logAlpha))));
            halfLogSnr = ops.add(logAlpha, ops.multiply(ops.constant(-1), ops.log(sigma)));
        }
    }

    /// The parts that the U-Net repeats.
    private record Blocks<T>(Operations<T> ops, T embedding) {
        T convolution(String name, T x, int from, int to, int kernel, int stride) {
            return convolution(name, x, from, to, kernel, stride, Initial.SCALED);
        }

        T convolution(String name, T x, int from, int to, int kernel, int stride, Initial initial) {
            return ops.convolution(
                    x,
                    ops.parameter(name + ".kernel", initial, to, from, kernel, kernel),
                    ops.parameter(name + ".bias", Initial.ZERO, to),
                    stride);
        }

        T normalise(String name, T x, int channels, int side) {
            return normalise(
                    x,
                    ops.parameter(name + ".gain", Initial.ONE, 1, channels),
                    ops.parameter(name + ".shift", Initial.ZERO, 1, channels),
                    channels,
                    side);
        }

        private T normalise(T x, T gain, T shift, int channels, int side) {
            return ops.scaledNormalisation(x, gain, shift, channels / CHANNELS_PER_GROUP, channels, side, side);
        }

        /// x + conv(silu(modulated norm(conv(silu(norm(x)))))), the last convolution starting at zero.
        T residual(String name, T x, int from, int to, int side) {
            var h = ops.silu(normalise(name + ".norm1", x, from, side));
            h = convolution(name + ".conv1", h, from, to, 3, 1);
            var scale = ops.add(ops.constant(1), DigitUNet.linear(ops, name + ".scale", embedding, EMBEDDING, to));
            var shift = DigitUNet.linear(ops, name + ".shift", embedding, EMBEDDING, to);
            h = ops.silu(normalise(h, scale, shift, to, side));
            h = convolution(name + ".conv2", h, to, to, 3, 1, Initial.ZERO);
            return ops.add(from == to ? x : convolution(name + ".skip", x, from, to, 1, 1), h);
        }
    }
}

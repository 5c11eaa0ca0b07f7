package org.integrand.diffusion.digits;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.integrand.neural.network.Weights;
import org.integrand.neural.onnx.OnnxExport;
import org.integrand.neural.onnx.OnnxLinearisation;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxWeights;
import org.jspecify.annotations.Nullable;

/// The graphs of one digits network: the one of its file, and those that are made from its weights when they
/// are first asked for: with the class's vector as an input, and the way back.
final class DigitNetworks implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int CONDITION = DigitUNet.CONDITION;
    /// images of a lot there
    private static final int THERE = 32;
    /// and where the way back follows, for which much is kept
    private static final int BACK = 8;

    private static final List<String> WANTED = List.of("sample", "condition");

    private final String name;
    private final byte[] file;
    private final List<Double> skips;
    private final OnnxModel labelled;
    private final Lots there;
    private final Lots back;
    private @Nullable Weights weights;
    private @Nullable OnnxModel conditioned;
    private @Nullable OnnxModel gradient;
    private @Nullable OnnxLinearisation linearisation;

    DigitNetworks(String name, byte[] file, boolean parallel) {
        this(name, file, parallel, List.of());
    }

    /// @param skips factors on the skip connections; none leaves the file as it is
    /// @throws IllegalArgumentException when the file does not hold the weights of such a network
    private DigitNetworks(String name, byte[] file, boolean parallel, List<Double> skips) {
        this.name = name;
        this.file = file;
        this.skips = skips;
        labelled = new OnnxModel(name, skips.isEmpty() ? file : OnnxExport.bytes(unet(), weights(), Map.of()), 1);
        there = new Lots(THERE, parallel);
        back = new Lots(BACK, parallel);
    }

    /// The same network with factors on its skip connections.
    DigitNetworks scaled(List<Double> factors) {
        return new DigitNetworks(name, file, there.parallel(), factors);
    }

    List<String> inputs() {
        return labelled.inputs();
    }

    /// Noise for images of these labels.
    void evaluate(float[] x, float t, long[] labels, float[] into) {
        noise(
                labelled,
                "label",
                lot -> Arrays.copyOfRange(labels, lot.from(), lot.from() + lot.full()),
                x,
                t,
                labels.length,
                into);
    }

    /// Noise for images conditioned on `[sample][CONDITION]`.
    void evaluate(float[] x, float t, float[] condition, float[] into) {
        int count = condition.length / CONDITION;
        noise(conditioned(), "condition", lot -> lot.take(condition, CONDITION), x, t, count, into);
    }

    private void noise(
            OnnxModel model,
            String wish,
            Function<Lots.Lot, Object> wished,
            float[] x,
            float t,
            int count,
            float[] into) {
        there.forEach(count, lot -> {
            var noise = new float[lot.full() * PIXELS];
            model.evaluate(
                    lot.full(),
                    Map.of("sample", lot.take(x, PIXELS), "time", times(lot, t), wish, wished.apply(lot)),
                    Map.of("noise", noise));
            lot.put(noise, PIXELS, into);
        });
    }

    /// Noise for images conditioned on `[sample][CONDITION]`, bit for bit as [#evaluate] gives it, and
    /// what the way back through this evaluation needs.
    Kept linearise(float[] x, float t, float[] condition, float[] into) {
        int count = condition.length / CONDITION;
        var kept = new Kept(count);
        try {
            back.forEach(count, lot -> kept.points[lot.from() / BACK] = at(lot, x, t, condition, into));
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
        return kept;
    }

    private OnnxLinearisation.Point at(Lots.Lot lot, float[] x, float t, float[] condition, float[] into) {
        var noise = new float[lot.full() * PIXELS];
        var point = linearisation().at(lot.full(), inputs(lot, x, t, condition), noise);
        lot.put(noise, PIXELS, into);
        return point;
    }

    /// What an evaluation has kept, a few images each.
    final class Kept implements AutoCloseable {
        private final int count;
        private final OnnxLinearisation.@Nullable Point[] points;

        private Kept(int count) {
            this.count = count;
            this.points = new OnnxLinearisation.Point[Math.ceilDiv(count, BACK)];
        }

        /// J^T c by the sample and by the condition.
        void pull(float[] cotangent, float[] into, float[] intoCondition) {
            back.forEach(
                    count,
                    lot -> DigitNetworks.pull(
                            Objects.requireNonNull(points[lot.from() / BACK]), lot, cotangent, into, intoCondition));
        }

        long bytes() {
            return Arrays.stream(points)
                    .filter(Objects::nonNull)
                    .mapToLong(OnnxLinearisation.Point::bytes)
                    .sum();
        }

        @Override
        public void close() {
            for (var point : points) if (point != null) point.close();
        }
    }

    private static void pull(
            OnnxLinearisation.Point point, Lots.Lot lot, float[] cotangent, float[] into, float[] intoCondition) {
        var bySample = new float[lot.full() * PIXELS];
        var byCondition = new float[lot.full() * CONDITION];
        point.pull(lot.take(cotangent, PIXELS), Map.of("sample.gradient", bySample, "condition.gradient", byCondition));
        lot.put(bySample, PIXELS, into);
        lot.put(byCondition, CONDITION, intoCondition);
    }

    /// J^T c by the sample and by the condition, with nothing kept: the same bits, in one graph that is a
    /// tenth faster than to keep and to pull.
    void back(float[] x, float t, float[] condition, float[] cotangent, float[] into, float[] intoCondition) {
        var model = gradient();
        back.forEach(condition.length / CONDITION, lot -> {
            var bySample = new float[lot.full() * PIXELS];
            var byCondition = new float[lot.full() * CONDITION];
            var inputs = new HashMap<String, Object>(inputs(lot, x, t, condition));
            inputs.put("noise.cotangent", lot.take(cotangent, PIXELS));
            model.evaluate(lot.full(), inputs, Map.of("sample.gradient", bySample, "condition.gradient", byCondition));
            lot.put(bySample, PIXELS, into);
            lot.put(byCondition, CONDITION, intoCondition);
        });
    }

    private static Map<String, Object> inputs(Lots.Lot lot, float[] x, float t, float[] condition) {
        return Map.of(
                "sample", lot.take(x, PIXELS), "time", times(lot, t), "condition", lot.take(condition, CONDITION));
    }

    private static float[] times(Lots.Lot lot, float t) {
        var times = new float[lot.full()];
        Arrays.fill(times, t);
        return times;
    }

    /// @throws IllegalArgumentException when the file does not hold the weights of such a network
    synchronized Weights weights() {
        if (weights == null) weights = OnnxWeights.read(file);
        return weights;
    }

    /// The network of these weights.
    DigitUNet unet() {
        var unet = DigitUNet.of(weights());
        return skips.isEmpty() ? unet : unet.scaled(skips);
    }

    /// The same, its class a vector.
    private DigitUNet.Conditioned network() {
        return unet().conditioned();
    }

    private synchronized OnnxModel conditioned() {
        if (conditioned == null) conditioned = new OnnxModel(name, OnnxExport.bytes(network(), weights(), Map.of()), 1);
        return conditioned;
    }

    private synchronized OnnxModel gradient() {
        if (gradient == null)
            gradient = new OnnxModel(
                    "gradient of " + name, OnnxExport.gradientBytes(network(), weights(), "noise", WANTED), 1);
        return gradient;
    }

    private synchronized OnnxLinearisation linearisation() {
        if (linearisation == null)
            linearisation = new OnnxLinearisation(name, network(), weights(), "noise", WANTED, 1);
        return linearisation;
    }

    @Override
    public synchronized void close() {
        labelled.close();
        if (conditioned != null) conditioned.close();
        if (gradient != null) gradient.close();
        if (linearisation != null) linearisation.close();
    }
}

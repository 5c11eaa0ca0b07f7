package org.integrand.diffusion.digits;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Weights;
import org.integrand.neural.onnx.OnnxExport;
import org.integrand.neural.torch.TunableNetwork;
import org.integrand.neural.torch.Tuning;

/// The digits network with weights that can be changed, in libtorch: needs libtorch's native part. What is
/// tuned is one vector of numbers, the group `weights` of its models. A few images at a time as in
/// [DigitModel]: the numbers depend neither on the batch nor on how many threads there are.
public final class TunableDigits implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int LOT = 16;

    private final DigitUNet unet;
    private final TunableNetwork network;
    private final Lots lots;

    /// @param weights at least the network's
    TunableDigits(DigitUNet unet, Weights weights, Tuning tuning, long seed, boolean parallel) {
        this.unet = unet;
        var own = new LinkedHashMap<String, Weights.Parameter>();
        Initialiser.initialise(unet, 0).parameters().forEach((name, _) -> own.put(name, weights.parameter(name)));
        torch.set_num_threads(1); // lots are spread over threads here
        network = new TunableNetwork(unet, new Weights(own), tuning, seed);
        lots = new Lots(LOT, parallel);
    }

    /// The last layers: the two residual blocks and the convolution after them on the way up.
    public static Tuning lastLayers() {
        return new Tuning.Parameters(List.of("up2.", "out."));
    }

    /// The tuned numbers.
    public double[] values() {
        return network.values();
    }

    /// How many they are.
    public int size() {
        return network.size();
    }

    /// Takes other numbers; all models of this network change with it.
    public void set(double[] numbers) {
        network.set(numbers);
    }

    /// The model of images of these classes, one a sample of the batch; [DigitModel#CLASSES] stands for any
    /// digit.
    ///
    /// @throws IllegalArgumentException when a class is not 0 ... 10
    public ParametricModel<float[]> conditional(int[] classes) {
        for (int c : classes)
            if (c < 0 || c > DigitModel.CLASSES)
                throw new IllegalArgumentException("class " + c + ": expected 0 ... 10");
        return new Batch(Arrays.stream(classes).asLongStream().toArray());
    }

    /// The ONNX file of the network as it is now.
    public byte[] file(Map<String, String> metadata) {
        return OnnxExport.bytes(unet, network.weights(), metadata);
    }

    @Override
    public void close() {
        network.close();
    }

    private final class Batch implements ParametricModel<float[]> {
        private final long[] labels;

        Batch(long[] labels) {
            this.labels = labels;
        }

        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public List<Group> parameters() {
            return List.of(new Group("weights", network.size()));
        }

        @Override
        public void evaluate(float[] x, double t, float[] into) {
            LabelledDigits.requireBatch(x.length, labels.length, "labels");
            lots.forEach(labels.length, lot -> {
                float[] noise = network.evaluate(lot.full(), inputs(lot, x, (float) t));
                lot.put(noise, PIXELS, into);
            });
        }

        @Override
        public void vjp(float[] x, double t, float[] cotangent, float[] into, double[] gradient) {
            LabelledDigits.requireBatch(x.length, labels.length, "labels");
            LabelledDigits.requireBatch(cotangent.length, labels.length, "labels");
            var parts = new double[Math.ceilDiv(labels.length, LOT)][];
            lots.forEach(labels.length, lot -> {
                var back = new float[lot.full() * PIXELS];
                var part = new double[network.size()];
                network.pullback(lot.full(), inputs(lot, x, (float) t), lot.take(cotangent, PIXELS), back, part);
                lot.put(back, PIXELS, into);
                parts[lot.from() / LOT] = part;
            });
            for (double[] part : parts) for (int i = 0; i < part.length; i++) gradient[i] += part[i];
        }

        private List<Object> inputs(Lots.Lot lot, float[] x, float t) {
            var times = new float[lot.full()];
            Arrays.fill(times, t);
            return List.of(lot.take(x, PIXELS), times, Arrays.copyOfRange(labels, lot.from(), lot.from() + lot.full()));
        }
    }
}

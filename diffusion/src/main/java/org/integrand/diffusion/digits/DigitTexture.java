package org.integrand.diffusion.digits;

import java.util.List;
import java.util.Map;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Operations;
import org.integrand.neural.onnx.OnnxExport;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxWeights;

/// The style of a set of digits: the Gram matrix G_ab = mean of f_a f_b over pixels and images of the 32
/// features that the judge's classifier has on its 14 x 14 grid. It knows strokes, not which digit they draw.
/// Source: L. Gatys, A. Ecker, M. Bethge, "Image style transfer using convolutional neural networks", CVPR
/// 2016.
public final class DigitTexture implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int CHANNELS = 32;
    private static final int PLACES = 14 * 14;
    private static final int NUMBERS = CHANNELS * PLACES;

    /// The first half of the classifier.
    private record Half() implements Network {
        @Override
        public String name() {
            return "digit-texture";
        }

        @Override
        public List<Input> inputs() {
            return new DigitClassifier().inputs();
        }

        @Override
        public List<String> outputs() {
            return List.of("texture");
        }

        @Override
        public <T> List<T> apply(Operations<T> ops, List<T> inputs) {
            return List.of(DigitClassifier.texture(ops, inputs.getFirst()));
        }
    }

    private final OnnxModel there;
    private final OnnxModel back;
    private final Lots lots;

    /// @param classifier the file of a [DigitClassifier]
    DigitTexture(byte[] classifier, int threads) {
        var weights = OnnxWeights.read(classifier);
        there = new OnnxModel("digit texture", OnnxExport.bytes(new Half(), weights, Map.of()), 1);
        back = new OnnxModel(
                "gradient of the digit texture",
                OnnxExport.gradientBytes(new Half(), weights, "texture", List.of("sample")),
                1);
        lots = new Lots(32, threads > 1);
    }

    /// The Gram matrix of images `[image][784]`, row by row.
    public double[] gram(float[] images) {
        return gram(features(images), images.length / PIXELS);
    }

    private float[] features(float[] images) {
        int count = images.length / PIXELS;
        var all = new float[count * NUMBERS];
        lots.forEach(count, lot -> {
            var part = new float[lot.full() * NUMBERS];
            there.evaluate(lot.full(), Map.of("sample", lot.take(images, PIXELS)), Map.of("texture", part));
            lot.put(part, NUMBERS, all);
        });
        return all;
    }

    private static double[] gram(float[] features, int count) {
        var gram = new double[CHANNELS * CHANNELS];
        for (int a = 0; a < CHANNELS; a++)
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    int first = (i * CHANNELS + a) * PLACES;
                    int second = (i * CHANNELS + b) * PLACES;
                    for (int p = 0; p < PLACES; p++) sum += features[first + p] * features[second + p];
                }
                gram[a * CHANNELS + b] = gram[b * CHANNELS + a] = sum / ((double) count * PLACES);
            }
        return gram;
    }

    /// |G - wanted|^2 / |wanted|^2 of the whole batch.
    public SampleLoss<float[]> distanceTo(double[] wanted) {
        if (wanted.length != CHANNELS * CHANNELS)
            throw new IllegalArgumentException(
                    "Gram matrix of " + wanted.length + " numbers: expected " + CHANNELS * CHANNELS);
        double[] own = wanted.clone();
        double size = 0;
        for (double g : own) size += g * g;
        double whole = size;
        return (x, gradient) -> {
            int count = x.length / PIXELS;
            float[] features = features(x);
            double[] difference = gram(features, count);
            double loss = 0;
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= own[i];
                loss += difference[i] * difference[i] / whole;
            }
            pull(x, features, difference, 4 / (whole * count * PLACES), gradient);
            return loss;
        };
    }

    /// gradient = J^T (factor difference f).
    private void pull(float[] x, float[] features, double[] difference, double factor, float[] gradient) {
        lots.forEach(x.length / PIXELS, lot -> {
            float[] part = lot.take(features, NUMBERS);
            var cotangent = new float[part.length];
            for (int i = 0; i < lot.size(); i++)
                for (int a = 0; a < CHANNELS; a++)
                    for (int b = 0; b < CHANNELS; b++) {
                        float weight = (float) (factor * difference[a * CHANNELS + b]);
                        int into = (i * CHANNELS + a) * PLACES;
                        int from = (i * CHANNELS + b) * PLACES;
                        for (int p = 0; p < PLACES; p++) cotangent[into + p] += weight * part[from + p];
                    }
            var result = new float[lot.full() * PIXELS];
            back.evaluate(
                    lot.full(),
                    Map.of("sample", lot.take(x, PIXELS), "texture.cotangent", cotangent),
                    Map.of("sample.gradient", result));
            lot.put(result, PIXELS, gradient);
        });
    }

    @Override
    public void close() {
        there.close();
        back.close();
    }
}

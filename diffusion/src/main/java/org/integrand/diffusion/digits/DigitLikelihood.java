package org.integrand.diffusion.digits;

import java.util.Arrays;
import java.util.Map;
import org.integrand.diffusion.model.LogLikelihoodGradient;
import org.integrand.neural.onnx.OnnxExport;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxWeights;

/// The judge's classifier as a guide: grad_x log p(c | x_0 = x) of clean digits, for
/// [org.integrand.diffusion.model.ClassifierGuidance]. With scores z and p = softmax(z) the gradient is that of
/// the scores along e_c - p. Lots of images as in [DigitModel]: the numbers depend neither on the batch nor on
/// how many threads there are.
public final class DigitLikelihood implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int CLASSES = DigitModel.CLASSES;
    private final OnnxModel model;
    private final Lots lots;

    /// @param classifier the file of a [DigitClassifier]
    /// @param threads    1: evaluations run on the caller's thread; more: on the common pool too
    DigitLikelihood(byte[] classifier, int threads) {
        byte[] file = OnnxExport.gradientBytes(new DigitClassifier(), OnnxWeights.read(classifier), "scores", "sample");
        this.model = new OnnxModel("gradient of the digit classifier", file, 1);
        this.lots = new Lots(32, threads > 1);
    }

    /// The classifier for a batch of images `[sample][784]` of these classes. It knows no time: it is of clean
    /// images.
    ///
    /// @throws IllegalArgumentException when a class is not 0 ... 9
    public LogLikelihoodGradient<float[]> of(int[] classes) {
        for (int c : classes)
            if (c < 0 || c >= CLASSES) throw new IllegalArgumentException("class " + c + ": expected 0 ... 9");
        int[] wanted = classes.clone();
        return (x, _, into) -> {
            if (x.length != wanted.length * PIXELS)
                throw new IllegalArgumentException("digits: a batch of " + x.length + " numbers for " + wanted.length
                        + " classes, expected " + wanted.length * PIXELS);
            lots.forEach(wanted.length, lot -> gradient(x, wanted, lot, into));
        };
    }

    private void gradient(float[] x, int[] classes, Lots.Lot lot, float[] into) {
        int full = lot.full();
        var images = lot.take(x, PIXELS);
        var along = new float[full * CLASSES];
        var gradient = new float[full * PIXELS];
        model.evaluate(full, Map.of("sample", images, "scores.cotangent", along), Map.of("scores", along));
        for (int i = 0; i < lot.size(); i++) towards(classes[lot.from() + i], along, i * CLASSES);
        Arrays.fill(along, lot.size() * CLASSES, along.length, 0);
        model.evaluate(full, Map.of("sample", images, "scores.cotangent", along), Map.of("sample.gradient", gradient));
        lot.put(gradient, PIXELS, into);
    }

    /// Scores z to e_c - softmax(z), in place.
    private static void towards(int c, float[] scores, int at) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CLASSES; i++) largest = Math.max(largest, scores[at + i]);
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) sum += Math.exp(scores[at + i] - largest);
        for (int i = 0; i < CLASSES; i++)
            scores[at + i] = (float) ((i == c ? 1 : 0) - Math.exp(scores[at + i] - largest) / sum);
    }

    @Override
    public void close() {
        model.close();
    }
}

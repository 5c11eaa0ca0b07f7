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
        int[] wanted = checked(classes);
        return (x, _, into) -> evaluate(x, wanted, into);
    }

    /// log p(c | x) of each image, its gradient into `gradient`.
    ///
    /// @throws IllegalArgumentException when a class is not 0 ... 9
    public double[] evaluate(float[] x, int[] classes, float[] gradient) {
        int[] wanted = checked(classes);
        if (x.length != wanted.length * PIXELS)
            throw new IllegalArgumentException("digits: a batch of " + x.length + " numbers for " + wanted.length
                    + " classes, expected " + wanted.length * PIXELS);
        var logs = new double[wanted.length];
        lots.forEach(wanted.length, lot -> gradient(x, wanted, lot, logs, gradient));
        return logs;
    }

    private static int[] checked(int[] classes) {
        for (int c : classes)
            if (c < 0 || c >= CLASSES) throw new IllegalArgumentException("class " + c + ": expected 0 ... 9");
        return classes.clone();
    }

    /// The class that each image is read as.
    public int[] read(float[] x) {
        var classes = new int[x.length / PIXELS];
        lots.forEach(classes.length, lot -> {
            float[] scores = scores(lot, lot.take(x, PIXELS));
            for (int i = 0; i < lot.size(); i++) {
                int best = 0;
                for (int c = 1; c < CLASSES; c++) if (scores[i * CLASSES + c] > scores[i * CLASSES + best]) best = c;
                classes[lot.from() + i] = best;
            }
        });
        return classes;
    }

    private float[] scores(Lots.Lot lot, float[] images) {
        var scores = new float[lot.full() * CLASSES];
        model.evaluate(
                lot.full(),
                Map.of("sample", images, "scores.cotangent", new float[scores.length]),
                Map.of("scores", scores));
        return scores;
    }

    private void gradient(float[] x, int[] classes, Lots.Lot lot, double[] logs, float[] into) {
        var images = lot.take(x, PIXELS);
        float[] along = scores(lot, images);
        for (int i = 0; i < lot.size(); i++)
            logs[lot.from() + i] = towards(classes[lot.from() + i], along, i * CLASSES);
        Arrays.fill(along, lot.size() * CLASSES, along.length, 0);
        var gradient = new float[lot.full() * PIXELS];
        model.evaluate(
                lot.full(), Map.of("sample", images, "scores.cotangent", along), Map.of("sample.gradient", gradient));
        lot.put(gradient, PIXELS, into);
    }

    /// Scores z to e_c - softmax(z), in place; log softmax(z)_c.
    private static double towards(int c, float[] scores, int at) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CLASSES; i++) largest = Math.max(largest, scores[at + i]);
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) sum += Math.exp(scores[at + i] - largest);
        double result = scores[at + c] - largest - Math.log(sum);
        for (int i = 0; i < CLASSES; i++)
            scores[at + i] = (float) ((i == c ? 1 : 0) - Math.exp(scores[at + i] - largest) / sum);
        return result;
    }

    @Override
    public void close() {
        model.close();
    }
}

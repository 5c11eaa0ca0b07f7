package org.integrand.diffusion.digits;

import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.Pullback;

/// Digits of given classes, one a sample of the batch.
final class LabelledDigits implements DifferentiableModel<float[]> {
    private static final int PIXELS = DigitModel.PIXELS;

    private final DigitNetworks networks;
    private final long[] labels;

    LabelledDigits(DigitNetworks networks, long[] labels) {
        this.networks = networks;
        this.labels = labels;
    }

    @Override
    public Prediction prediction() {
        return Prediction.NOISE;
    }

    @Override
    public void evaluate(float[] x, double t, float[] into) {
        requireBatch(x.length, labels.length, "labels");
        networks.evaluate(x, (float) t, labels, into);
    }

    @Override
    public void vjp(float[] x, double t, float[] cotangent, float[] into) {
        requireBatch(x.length, labels.length, "labels");
        requireBatch(cotangent.length, labels.length, "labels");
        var condition = conditions();
        networks.back(x, (float) t, condition, cotangent, into, new float[condition.length]);
    }

    @Override
    public Pullback<float[]> linearise(float[] x, double t, float[] into) {
        requireBatch(x.length, labels.length, "labels");
        var condition = conditions();
        return new KeptDigits(networks.linearise(x, (float) t, condition, into), condition.length, (_, _) -> {});
    }

    /// The vectors of the classes.
    private float[] conditions() {
        float[] table = networks.weights().parameter("label.table").values();
        var condition = new float[labels.length * DigitUNet.CONDITION];
        for (int i = 0; i < labels.length; i++)
            System.arraycopy(
                    table,
                    (int) labels[i] * DigitUNet.CONDITION,
                    condition,
                    i * DigitUNet.CONDITION,
                    DigitUNet.CONDITION);
        return condition;
    }

    static void requireBatch(int length, int count, String of) {
        if (length != count * PIXELS)
            throw new IllegalArgumentException("digits: a batch of " + length + " numbers for " + count + " " + of
                    + ", expected " + count * PIXELS);
    }
}

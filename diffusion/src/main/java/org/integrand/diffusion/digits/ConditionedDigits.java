package org.integrand.diffusion.digits;

import java.util.List;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.Pullback;

/// Digits whose class is a vector of 128 numbers in place of a label: one vector for the whole batch, or one a
/// sample. Its numbers are the group `condition`.
final class ConditionedDigits implements ParametricModel<float[]> {
    private static final int CONDITION = DigitUNet.CONDITION;

    private final DigitNetworks networks;
    private final int count;
    private final int size;
    private final float[] conditions;

    /// @param condition one vector, or one for each of `count` samples
    ConditionedDigits(DigitNetworks networks, double[] condition, int count) {
        if (count < 1) throw new IllegalArgumentException("digits: a batch of " + count + ", expected at least 1");
        if (condition.length != CONDITION && condition.length != count * CONDITION)
            throw new IllegalArgumentException("condition of " + condition.length + " numbers: expected " + CONDITION
                    + ", or " + count * CONDITION + " for " + count + " samples");
        for (double c : condition)
            if (!Double.isFinite(c)) throw new IllegalArgumentException("condition " + c + ": expected finite numbers");
        this.networks = networks;
        this.count = count;
        this.size = condition.length;
        this.conditions = new float[count * CONDITION];
        for (int i = 0; i < conditions.length; i++) conditions[i] = (float) condition[i % condition.length];
    }

    @Override
    public Prediction prediction() {
        return Prediction.NOISE;
    }

    @Override
    public List<Group> parameters() {
        return List.of(new Group("condition", size));
    }

    @Override
    public void evaluate(float[] x, double t, float[] into) {
        LabelledDigits.requireBatch(x.length, count, "samples");
        networks.evaluate(x, (float) t, conditions, into);
    }

    @Override
    public void vjp(float[] x, double t, float[] cotangent, float[] into, double[] gradient) {
        LabelledDigits.requireBatch(x.length, count, "samples");
        LabelledDigits.requireBatch(cotangent.length, count, "samples");
        var own = new float[conditions.length];
        networks.back(x, (float) t, conditions, cotangent, into, own);
        add(own, gradient);
    }

    @Override
    public Pullback<float[]> linearise(float[] x, double t, float[] into) {
        LabelledDigits.requireBatch(x.length, count, "samples");
        return new KeptDigits(networks.linearise(x, (float) t, conditions, into), conditions.length, this::add);
    }

    /// One vector for all is moved by all.
    private void add(float[] ofSamples, double[] gradient) {
        for (int i = 0; i < ofSamples.length; i++) gradient[i % size] += ofSamples[i];
    }
}

package org.integrand.diffusion.tuning;

import org.integrand.diffusion.digits.DigitLikelihood;

/// The judge's classifier of digits.
public record DigitReader(DigitLikelihood likelihood) implements SampleClassifier {
    @Override
    public double[] crossEntropy(float[] samples, int[] labels, float[] gradient) {
        double[] logs = likelihood.evaluate(samples, labels, gradient);
        for (int i = 0; i < logs.length; i++) logs[i] = -logs[i];
        for (int i = 0; i < gradient.length; i++) gradient[i] = -gradient[i];
        return logs;
    }

    @Override
    public int[] read(float[] samples) {
        return likelihood.read(samples);
    }
}

package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.tuning.SampleClassifier;

/// Guidance by a loss of the sample that is estimated from each state, with its exact gradient.
record SagSpec(
        @Key(value = "Euler steps of the estimate", otherwise = "2", min = 1, max = 1000)
        int steps,

        @Key(value = "strength", otherwise = "1", min = -1000, max = 1000)
        double scale,

        @Key("what samples are led to, one number a component, by the loss 1/2 |x_0 - target|^2; without it the loss is"
                + " -log p(class | x_0), of the judge for digits and of Bayes' rule for gaussian-mixture")
        Optional<double[]> target) {
    SagSpec {
        Bounds.check(SagSpec.class, "steps", steps);
        Bounds.check(SagSpec.class, "scale", scale);
        target.ifPresent(t -> Bounds.check(SagSpec.class, "target", t));
    }

    /// @throws IllegalArgumentException when there is a target of another length
    void check(int dimension) {
        if (target.isPresent() && target.get().length != dimension)
            throw new IllegalArgumentException(
                    "sag.target of " + target.get().length + " numbers: expected " + dimension + " as in the model");
    }

    /// The sum over samples of the cross-entropy.
    static SampleLoss<float[]> crossEntropy(SampleClassifier classifier, int[] labels) {
        return (x, gradient) ->
                Arrays.stream(classifier.crossEntropy(x, labels, gradient)).sum();
    }

    /// A loss of floats for doubles.
    static SampleLoss<double[]> widened(SampleLoss<float[]> loss) {
        return (x, gradient) -> {
            var single = new float[x.length];
            var slope = new float[x.length];
            for (int i = 0; i < x.length; i++) single[i] = (float) x[i];
            double value = loss.of(single, slope);
            for (int i = 0; i < x.length; i++) gradient[i] = slope[i];
            return value;
        };
    }
}

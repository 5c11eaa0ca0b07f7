package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Draws samples from a diffusion model.
public record SampleJob(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Keys PlanSpec plan,

        @Keys StartStates start,

        @Keys ClassWish wanted,

        @Key(
                value = "stochastic samplers: whether draws are independent, or the increments of one Brownian path",
                otherwise = "independent")
        Extras.NoisePath noisePath,

        @Key("stochastic samplers: given noise, one row a draw, the numbers of all samples in turn")
        Optional<double[][]> noise,

        @Key("what is done to each data prediction: clipping or dynamic-thresholding")
        Optional<CorrectionSpec> correction,

        @Key("guidance by a loss of the estimated end of sampling, with its exact gradient: {steps, scale, target}")
        Optional<SagSpec> sag,

        @Key(value = "number of samples, when noise is drawn", otherwise = "64", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("file for the samples: .npy, .json or .csv") Optional<String> samplesFile,
        @Key("folder of the report") Optional<String> out) {
    /// The guidance with which the digits asked for are drawn more reliably than without (docs/digits.md).
    private static final double DIGITS_GUIDANCE = 1.5;

    public SampleJob {
        Bounds.check(SampleJob.class, "count", count);
        if (sag.isPresent() && wanted.classifier().isPresent())
            throw new IllegalArgumentException("sag beside a classifier: expected one of them");
        if (sag.isPresent() && (model instanceof ModelSpec.Dataset || model instanceof ModelSpec.Onnx))
            throw new IllegalArgumentException(
                    "sag: the model has no gradient, expected digits, gaussian or gaussian-mixture");
    }

    Extras extras() {
        return new Extras(
                seed,
                noisePath,
                noise,
                correction.or(() -> plans().scheduler(plan.evaluations()).flatMap(s -> CorrectionSpec.of(s.limit()))));
    }

    Plans plans() {
        return plan.plans().knowing(model);
    }

    Wish wish() {
        return wanted.on(plans(), model instanceof ModelSpec.Digits ? DIGITS_GUIDANCE : 1);
    }
}

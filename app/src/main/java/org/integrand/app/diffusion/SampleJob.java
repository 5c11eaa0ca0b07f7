package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.diffusion.sampler.Compatibility;

/// Draws samples from a diffusion model.
public record SampleJob(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Key(value = "by which method", otherwise = "dpm-solver")
        SamplerSpec sampler,

        @Key(value = "where the sampler steps", otherwise = "log-snr")
        GridSpec grid,

        @Key(Scheduled.KEY) Optional<String> scheduler,

        @Key(value = Scheduled.COMPAT, otherwise = "ours") Compatibility compat,

        @Key(value = Scheduled.TOKENS, min = 1, max = 1e9) OptionalInt imageTokens,

        @Key(value = "exact number of model evaluations, instead of grid.steps", min = 1, max = 100_000)
        OptionalInt evaluations,

        @Key("time at which sampling starts (default: the schedule's last)")
        OptionalDouble tStart,

        @Key("time at which sampling ends (default: 0.001, or 0.0001 with more than 15 steps)")
        OptionalDouble tEnd,

        @Key("edm: noise level at which sampling starts (default 80)")
        OptionalDouble sigmaMax,

        @Key("edm: noise level at which sampling ends (default 0.002)")
        OptionalDouble sigmaMin,

        @Key("states at the start, [sample][component]; without them noise is drawn")
        Optional<double[][]> initial,

        @Key("file with the states at the start: .npy, .json or .csv")
        Optional<String> initialFile,

        @Key(
                value =
                        "what is drawn: digits 0 to 9 (without it all in turn), the number of a component of a mixture, a label"
                                + " of a dataset, or a class of an onnx network",
                name = "class")
        OptionalInt drawn,

        @Key(value = Wish.GUIDANCE, min = -100, max = 100) OptionalDouble guidance,

        @Key(Wish.CLASSIFIER) Optional<ClassifierSpec> classifier,

        @Key(
                value = "stochastic samplers: whether draws are independent, or the increments of one Brownian path",
                otherwise = "independent")
        Extras.NoisePath noisePath,

        @Key("stochastic samplers: given noise, one row a draw, the numbers of all samples in turn")
        Optional<double[][]> noise,

        @Key("what is done to each data prediction: clipping or dynamic-thresholding")
        Optional<CorrectionSpec> correction,

        @Key(value = "number of samples, when noise is drawn", otherwise = "64", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("file for the samples: .npy, .json or .csv") Optional<String> samplesFile,
        @Key("folder of the report") Optional<String> out) {
    /// The guidance with which the digits asked for are drawn more reliably than without (docs/digits.md).
    private static final double DIGITS_GUIDANCE = 1.5;

    public SampleJob {
        imageTokens.ifPresent(n -> Bounds.check(SampleJob.class, "imageTokens", n));
        check(evaluations);
        Bounds.check(SampleJob.class, "count", count);
        guidance.ifPresent(scale -> Bounds.check(SampleJob.class, "guidance", scale));
        if (initial.isPresent() && initialFile.isPresent())
            throw new IllegalArgumentException(
                    "initialFile: the job gives initial states already, leave one of them out");
    }

    static void check(OptionalInt evaluations) {
        evaluations.ifPresent(n -> Bounds.check(SampleJob.class, "evaluations", n));
    }

    Extras extras() {
        return new Extras(
                seed,
                noisePath,
                noise,
                correction.or(() -> plans().scheduler(evaluations).flatMap(s -> CorrectionSpec.of(s.limit()))));
    }

    Plans plans() {
        return new Plans(
                        schedule,
                        grid,
                        Times.of(schedule, tStart, tEnd, sigmaMax, sigmaMin),
                        Scheduled.of(scheduler, compat, imageTokens))
                .on(sampler);
    }

    Wish wish() {
        return Wish.of(plans(), drawn, guidance, classifier, model instanceof ModelSpec.Digits ? DIGITS_GUIDANCE : 1);
    }
}

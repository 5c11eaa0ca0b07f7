package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Choice;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.AdaptiveSampler;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Sampler;

/// By which method the noise is carried to data.
@Choice(of = "sampler", by = "name")
public sealed interface SamplerSpec
        permits OneStepSamplers, DpmSamplers, AdamsSamplers, TwoWaySamplers, SchedulerSampler, ScheduleSampler {
    String EXTRAPOLATED = "what is extrapolated";
    String TO_ZERO = "whether a last step takes the sample to zero noise";
    String LOWER = "whether the last steps of a run lower their order";
    String COMPAT = "release: what the release computes, its defects included; ours: the correct formulas";
    String ETA = "how much noise, 0 is none and 1 the whole diffusion";
    String NOISE = "factor of the noise (s_noise)";
    String GUESS = "analytical first step: the first evaluation is guessed, x / sqrt(alpha^2 + sigma^2)";

    /// The sampler, unless it is adaptive.
    Sampler sampler();

    /// The sampler, if it chooses its steps while it runs.
    default Optional<Adaptive> adaptive() {
        return Optional.empty();
    }

    /// A short name for tables and plots: `dpm-solver++ 2M`.
    String label();

    /// An adaptive sampler with its tolerances.
    ///
    /// @param coupled whether all samples of a run share their steps, as in the releases
    /// @param mean    whether the error is one mean over the whole batch; else the largest of its samples
    record Adaptive(
            AdaptiveSampler sampler,
            double absoluteTolerance,
            double relativeTolerance,
            boolean coupled,
            boolean mean) {}

    /// Which prediction a sampler works with.
    enum Form {
        NOISE(Prediction.NOISE),
        DATA(Prediction.DATA);

        final Prediction prediction;

        Form(Prediction prediction) {
            this.prediction = prediction;
        }
    }

    /// When the last steps are lowered, if at all.
    static Lowering lowering(boolean wanted, Lowering when) {
        return wanted ? when : Lowering.NEVER;
    }

    /// A part of a label that is left out at its usual value.
    static String unless(boolean usual, String text) {
        return usual ? "" : " " + text;
    }
}

package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.diffusion.sampler.AdaptiveSampler;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Stochasticity;

/// Groups of keys that several samplers share.
final class SamplerKeys {
    private SamplerKeys() {}

    /// How a run ends, for samplers whose releases are correct.
    record Ending(
            @Key(value = SamplerSpec.TO_ZERO, otherwise = "false")
            boolean denoiseToZero,

            @Key(
                    value = "whose numbers; the release's are the correct ones here, so this changes nothing",
                    otherwise = "ours")
            Compatibility compat) {
        /// Ending with noise.
        static final Ending PLAIN = new Ending(false, Compatibility.OURS);
    }

    /// How a run begins and ends.
    record BothEnds(
            @Key(value = SamplerSpec.GUESS, otherwise = "false")
            boolean analyticFirst,

            @Keys Ending ending) {
        boolean denoiseToZero() {
            return ending.denoiseToZero();
        }
    }

    /// Noise that replaces a part of the sample's own in each step.
    record Noise(
            @Key(value = SamplerSpec.ETA, otherwise = "1", min = 0, max = 100)
            double eta,

            @Key(value = SamplerSpec.NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise) {
        Noise {
            Bounds.check(Noise.class, "eta", eta);
            Bounds.check(Noise.class, "sNoise", sNoise);
        }

        String label(double usual) {
            return SamplerSpec.unless(eta == usual, "eta " + eta);
        }
    }

    /// Noise added before each step (EDM, Karras et al. 2022).
    record Churn(
            @Key(value = "noise added before each step, over the whole run (s_churn)", otherwise = "0", min = 0)
            double sChurn,

            @Key(value = "least noise level with churn (s_tmin)", otherwise = "0", min = 0)
            double sTmin,

            @Key(value = "largest noise level with churn (s_tmax)", otherwise = "1e300", min = 0)
            double sTmax,

            @Key(value = SamplerSpec.NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise) {
        Churn {
            Bounds.check(Churn.class, "sChurn", sChurn);
            Bounds.check(Churn.class, "sTmin", sTmin);
            Bounds.check(Churn.class, "sTmax", sTmax);
            Bounds.check(Churn.class, "sNoise", sNoise);
        }

        Stochasticity stochasticity() {
            return new Stochasticity.Churn(sChurn, sTmin, sTmax, sNoise);
        }

        String label() {
            return SamplerSpec.unless(sChurn == 0, "churn " + sChurn);
        }
    }

    /// The stage inside a step.
    record Stage(
            @Key(
                    value = "where the stage lies, as a fraction of the step in lambda",
                    otherwise = "0.5",
                    min = 0,
                    above = true,
                    max = 1)
            double r) {
        Stage {
            Bounds.check(Stage.class, "r", r);
        }
    }

    /// How large the error of a step may be that an adaptive sampler chooses.
    record Tolerances(
            @Key(value = "adaptive: relative tolerance", otherwise = "0.05", min = 0, max = 1)
            double relativeTolerance,

            @Key(value = "adaptive: absolute tolerance", otherwise = "0.0078", min = 0, max = 1000)
            double absoluteTolerance) {
        Tolerances {
            Bounds.check(Tolerances.class, "relativeTolerance", relativeTolerance);
            Bounds.check(Tolerances.class, "absoluteTolerance", absoluteTolerance);
            if (relativeTolerance == 0 && absoluteTolerance == 0)
                throw new IllegalArgumentException(
                        "relativeTolerance and absoluteTolerance are both 0: expected one > 0");
        }

        /// @param mean whether the error is one mean over the whole batch
        SamplerSpec.Adaptive of(AdaptiveSampler sampler, Compatibility compat, boolean mean) {
            boolean coupled = compat == Compatibility.RELEASE;
            return new SamplerSpec.Adaptive(sampler, absoluteTolerance, relativeTolerance, coupled, mean);
        }
    }
}

package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.inversion.StepMap;
import org.integrand.diffusion.inversion.TwoWaySampler;
import org.integrand.diffusion.sampler.Sampler;

/// Samplers that are undone exactly.
public sealed interface TwoWaySamplers extends SamplerSpec {
    String GAMMA = "weight of the earlier state; 1 keeps rounding smallest when undone, it grows as gamma^-steps";

    /// The sampler, with its way back.
    TwoWaySampler twoWay();

    @Override
    default Sampler sampler() {
        return twoWay();
    }

    /// The same with another gamma.
    /// @throws IllegalArgumentException when it has none
    default TwoWaySamplers withGamma(double gamma) {
        throw new IllegalArgumentException(
                "gamma " + gamma + ": sampler " + label() + " has none, expected bdia or bdia-edm");
    }

    /// What BDIA is built on.
    enum Base {
        DDIM(StepMap.EULER),
        DPM_2S(StepMap.TWO_STAGES);

        final StepMap map;

        Base(StepMap map) {
            this.map = map;
        }
    }

    /// How BDIA-EDM steps back.
    enum Backward {
        HEUN(StepMap.HEUN),
        EULER(StepMap.EULER);

        final StepMap map;

        Backward(StepMap map) {
            this.map = map;
        }
    }

    /// BDIA.
    @Named(value = "bdia", meaning = "BDIA: two-step, exactly invertible (Zhang et al. 2024)")
    record Bdia(
            @Key(value = GAMMA, otherwise = "1", min = 0, above = true, max = 1)
            double gamma,

            @Key(
                    value = "the one-step method that it is made of: ddim, or dpm-2s (DPM-Solver++ 2S)",
                    otherwise = "ddim")
            Base base)
            implements TwoWaySamplers {
        public Bdia {
            Bounds.check(Bdia.class, "gamma", gamma);
        }

        @Override
        public TwoWaySampler twoWay() {
            return base == Base.DDIM ? Bidirectional.bdia(gamma) : Bidirectional.bdiaTwoStages(gamma);
        }

        @Override
        public Bdia withGamma(double other) {
            return new Bdia(other, base);
        }

        @Override
        public String label() {
            return "bdia" + SamplerSpec.unless(base == Base.DDIM, "2S") + " " + gamma;
        }
    }

    /// BDIA-EDM.
    @Named(value = "bdia-edm", meaning = "BDIA on EDM's Heun: two-step, exactly invertible (Zhang et al. 2024)")
    record BdiaEdm(
            @Key(value = GAMMA, otherwise = "1", min = 0, above = true, max = 1)
            double gamma,

            @Key(
                    value = "its step back: heun keeps order 2 for 3 evaluations a step, euler is of order 1 for 2",
                    otherwise = "heun")
            Backward backward)
            implements TwoWaySamplers {
        public BdiaEdm {
            Bounds.check(BdiaEdm.class, "gamma", gamma);
        }

        @Override
        public TwoWaySampler twoWay() {
            return Bidirectional.bdiaEdm(gamma, backward.map);
        }

        @Override
        public BdiaEdm withGamma(double other) {
            return new BdiaEdm(other, backward);
        }

        @Override
        public String label() {
            return "bdia-edm " + gamma + SamplerSpec.unless(backward == Backward.HEUN, "euler");
        }
    }

    /// O-BELM.
    @Named(value = "o-belm", meaning = "O-BELM: two-step of order 2, exactly invertible (Wang et al. 2024)")
    record Optimal() implements TwoWaySamplers {
        @Override
        public TwoWaySampler twoWay() {
            return Bidirectional.optimal();
        }

        @Override
        public String label() {
            return "o-belm";
        }
    }

    /// The leapfrog rule.
    @Named(value = "leapfrog-rho", meaning = "the leapfrog rule in rho = sigma / alpha: two-step, exactly invertible")
    record Leapfrog() implements TwoWaySamplers {
        @Override
        public TwoWaySampler twoWay() {
            return Bidirectional.leapfrog();
        }

        @Override
        public String label() {
            return "leapfrog-rho";
        }
    }

    /// EDICT.
    @Named(value = "edict", meaning = "EDICT: two coupled DDIM chains, exactly invertible (Wallace et al. 2023)")
    record Edict(
            @Key(
                    value = "how much of itself a chain keeps in each mixing",
                    otherwise = "0.93",
                    min = 0,
                    above = true,
                    max = 1)
            double mixing,

            @Key(value = "whether the chains take turns in who leads", otherwise = "true")
            boolean alternating)
            implements TwoWaySamplers {
        public Edict {
            Bounds.check(Edict.class, "mixing", mixing);
        }

        @Override
        public TwoWaySampler twoWay() {
            return new org.integrand.diffusion.inversion.Edict(mixing, alternating);
        }

        @Override
        public String label() {
            return "edict" + SamplerSpec.unless(mixing == 0.93, String.valueOf(mixing));
        }
    }
}

package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.StepFormula;
import org.integrand.diffusion.sampler.Stochasticity;

/// Samplers of one formula a step.
public sealed interface OneStepSamplers extends SamplerSpec {
    String CHURN = "noise added before each step, over the whole run (s_churn)";
    String CHURN_FROM = "least noise level with churn (s_tmin)";
    String CHURN_TO = "largest noise level with churn (s_tmax)";

    /// DDIM.
    @Named(value = "ddim", meaning = "DDIM, order 1 (Song et al. 2021)")
    record Ddim(
            @Key(value = "in which form it computes; the result is the same", otherwise = "noise")
            Form prediction,

            @Key(value = ETA, otherwise = "0", min = 0, max = 100)
            double eta,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Ddim {
            Bounds.check(Ddim.class, "eta", eta);
        }

        /// The deterministic one.
        static Ddim plain() {
            return new Ddim(Form.NOISE, 0, false, Compatibility.OURS);
        }

        @Override
        public Sampler sampler() {
            if (eta == 0) return new org.integrand.diffusion.sampler.Ddim(prediction.prediction, denoiseToZero);
            return ancestral("ddim", new StepFormula.Euler(), eta, 1, denoiseToZero);
        }

        @Override
        public String label() {
            return "ddim" + SamplerSpec.unless(eta == 0, "eta " + eta);
        }
    }

    /// DDPM.
    @Named(value = "ddpm", meaning = "ancestral sampling of DDPM (Ho et al. 2020), small variance: DDIM with eta 1")
    record Ddpm(
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return ancestral("ddpm", new StepFormula.Euler(), 1, 1, denoiseToZero);
        }

        @Override
        public String label() {
            return "ddpm";
        }
    }

    /// rhoRK-DEIS.
    @Named(value = "deis-rhork", meaning = "rhoRK-DEIS: a Runge-Kutta method in rho = sigma / alpha (Zhang, Chen 2023)")
    record DeisRungeKutta(
            @Key(
                    value = "the method: 1euler, 2heun, 2midpoint, 3kutta, 3ral, 3heun, 3vdh, 3ssprk, 4rk",
                    otherwise = "3kutta")
            String tableau,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public DeisRungeKutta {
            RhoTableau.spelled(tableau);
        }

        @Override
        public Sampler sampler() {
            return new OneFormula(
                    "deis-rhork",
                    new StepFormula.RungeKutta(RhoTableau.spelled(tableau)),
                    Stochasticity.none(),
                    analyticFirst,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "deis-rhork " + RhoTableau.spelled(tableau).spelling();
        }
    }

    /// EDM's Euler.
    @Named(value = "euler", meaning = "Euler in sigma, with churn if wanted (EDM, Karras et al. 2022)")
    record Euler(
            @Key(value = CHURN, otherwise = "0", min = 0) double sChurn,

            @Key(value = CHURN_FROM, otherwise = "0", min = 0)
            double sTmin,

            @Key(value = CHURN_TO, otherwise = "1e300", min = 0)
            double sTmax,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Euler {
            Bounds.check(Euler.class, "sChurn", sChurn);
            Bounds.check(Euler.class, "sTmin", sTmin);
            Bounds.check(Euler.class, "sTmax", sTmax);
            Bounds.check(Euler.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return new OneFormula(
                    "euler",
                    new StepFormula.Euler(),
                    new Stochasticity.Churn(sChurn, sTmin, sTmax, sNoise),
                    analyticFirst,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "euler" + SamplerSpec.unless(sChurn == 0, "churn " + sChurn);
        }
    }

    /// EDM's Heun.
    @Named(value = "heun", meaning = "Heun in sigma, with churn if wanted (EDM, Karras et al. 2022)")
    record Heun(
            @Key(value = CHURN, otherwise = "0", min = 0) double sChurn,

            @Key(value = CHURN_FROM, otherwise = "0", min = 0)
            double sTmin,

            @Key(value = CHURN_TO, otherwise = "1e300", min = 0)
            double sTmax,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Heun {
            Bounds.check(Heun.class, "sChurn", sChurn);
            Bounds.check(Heun.class, "sTmin", sTmin);
            Bounds.check(Heun.class, "sTmax", sTmax);
            Bounds.check(Heun.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return new OneFormula(
                    "heun",
                    new StepFormula.RungeKutta(RhoTableau.HEUN_2),
                    new Stochasticity.Churn(sChurn, sTmin, sTmax, sNoise),
                    analyticFirst,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "heun" + SamplerSpec.unless(sChurn == 0, "churn " + sChurn);
        }
    }

    /// EDM's DPM2.
    @Named(value = "dpm2", meaning = "DPM2: a stage inside each step, with churn if wanted (Karras et al. 2022)")
    record Dpm2(
            @Key(
                    value = "where the stage lies, as a fraction of the step in lambda",
                    otherwise = "0.5",
                    min = 0,
                    above = true,
                    max = 1)
            double r,

            @Key(value = CHURN, otherwise = "0", min = 0) double sChurn,

            @Key(value = CHURN_FROM, otherwise = "0", min = 0)
            double sTmin,

            @Key(value = CHURN_TO, otherwise = "1e300", min = 0)
            double sTmax,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Dpm2 {
            Bounds.check(Dpm2.class, "r", r);
            Bounds.check(Dpm2.class, "sChurn", sChurn);
            Bounds.check(Dpm2.class, "sTmin", sTmin);
            Bounds.check(Dpm2.class, "sTmax", sTmax);
            Bounds.check(Dpm2.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return new OneFormula(
                    "dpm2",
                    new StepFormula.TwoStages(Form.NOISE.prediction, r),
                    new Stochasticity.Churn(sChurn, sTmin, sTmax, sNoise),
                    analyticFirst,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "dpm2" + SamplerSpec.unless(r == 0.5, "r " + r) + SamplerSpec.unless(sChurn == 0, "churn " + sChurn);
        }
    }

    /// Ancestral Euler.
    @Named(value = "euler-ancestral", meaning = "ancestral Euler (k-diffusion), \"Euler a\": DDIM(eta) in other words")
    record EulerAncestral(
            @Key(value = ETA, otherwise = "1", min = 0, max = 100)
            double eta,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public EulerAncestral {
            Bounds.check(EulerAncestral.class, "eta", eta);
            Bounds.check(EulerAncestral.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return ancestral("euler-ancestral", new StepFormula.Euler(), eta, sNoise, denoiseToZero);
        }

        @Override
        public String label() {
            return "euler-ancestral" + SamplerSpec.unless(eta == 1, "eta " + eta);
        }
    }

    /// Ancestral DPM2.
    @Named(value = "dpm2-ancestral", meaning = "ancestral DPM2 (k-diffusion), \"DPM2 a\"")
    record Dpm2Ancestral(
            @Key(value = ETA, otherwise = "1", min = 0, max = 100)
            double eta,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Dpm2Ancestral {
            Bounds.check(Dpm2Ancestral.class, "eta", eta);
            Bounds.check(Dpm2Ancestral.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return ancestral(
                    "dpm2-ancestral",
                    new StepFormula.TwoStages(Form.NOISE.prediction, 0.5),
                    eta,
                    sNoise,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "dpm2-ancestral" + SamplerSpec.unless(eta == 1, "eta " + eta);
        }
    }

    /// Ancestral DPM-Solver++ 2S.
    @Named(value = "dpm-2s-ancestral", meaning = "ancestral DPM-Solver++ 2S (k-diffusion), \"DPM++ 2S a\"")
    record Dpm2sAncestral(
            @Key(value = ETA, otherwise = "1", min = 0, max = 100)
            double eta,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public Dpm2sAncestral {
            Bounds.check(Dpm2sAncestral.class, "eta", eta);
            Bounds.check(Dpm2sAncestral.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return ancestral(
                    "dpm-2s-ancestral",
                    new StepFormula.TwoStages(Form.DATA.prediction, 0.5),
                    eta,
                    sNoise,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "dpm-2s-ancestral" + SamplerSpec.unless(eta == 1, "eta " + eta);
        }
    }

    /// DPM-Solver++ SDE, single-step.
    @Named(value = "dpm-sde", meaning = "DPM-Solver++ SDE, single-step (k-diffusion), \"DPM++ SDE\"")
    record DpmSde(
            @Key(
                    value = "where the stage lies, as a fraction of the step in lambda",
                    otherwise = "0.5",
                    min = 0,
                    above = true,
                    max = 1)
            double r,

            @Key(value = ETA, otherwise = "1", min = 0, max = 100)
            double eta,

            @Key(value = NOISE, otherwise = "1", min = 0, max = 100)
            double sNoise,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements OneStepSamplers {
        public DpmSde {
            Bounds.check(DpmSde.class, "r", r);
            Bounds.check(DpmSde.class, "eta", eta);
            Bounds.check(DpmSde.class, "sNoise", sNoise);
        }

        @Override
        public Sampler sampler() {
            return new OneFormula(
                    "dpm-sde",
                    new StepFormula.TwoStagesSde(r, eta, sNoise),
                    Stochasticity.none(),
                    false,
                    denoiseToZero);
        }

        @Override
        public String label() {
            return "dpm-sde" + SamplerSpec.unless(eta == 1, "eta " + eta);
        }
    }

    private static Sampler ancestral(String name, StepFormula formula, double eta, double noise, boolean toZero) {
        return new OneFormula(name, formula, new Stochasticity.Ancestral(eta, noise), false, toZero);
    }
}

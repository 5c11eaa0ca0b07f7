package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.StepFormula;
import org.integrand.diffusion.sampler.Stochasticity;

/// Samplers of one formula a step.
public sealed interface OneStepSamplers extends SamplerSpec {
    /// DDIM.
    @Named(value = "ddim", meaning = "DDIM, order 1 (Song et al. 2021)")
    record Ddim(
            @Key(value = "in which form it computes; the result is the same", otherwise = "noise")
            Form prediction,

            @Key(value = ETA, otherwise = "0", min = 0, max = 100)
            double eta,

            @Keys SamplerKeys.Ending ending)
            implements OneStepSamplers {
        public Ddim {
            Bounds.check(Ddim.class, "eta", eta);
        }

        /// The deterministic one.
        static Ddim plain() {
            return new Ddim(Form.NOISE, 0, SamplerKeys.Ending.PLAIN);
        }

        @Override
        public Sampler sampler() {
            if (eta != 0) return ancestral("ddim", new StepFormula.Euler(), new SamplerKeys.Noise(eta, 1), ending);
            return new org.integrand.diffusion.sampler.Ddim(prediction.prediction, ending.denoiseToZero());
        }

        @Override
        public String label() {
            return "ddim" + SamplerSpec.unless(eta == 0, "eta " + eta);
        }
    }

    /// DDPM.
    @Named(value = "ddpm", meaning = "ancestral sampling of DDPM (Ho et al. 2020), small variance: DDIM with eta 1")
    record Ddpm(@Keys SamplerKeys.Ending ending) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return ancestral("ddpm", new StepFormula.Euler(), new SamplerKeys.Noise(1, 1), ending);
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

            @Keys SamplerKeys.BothEnds ends)
            implements OneStepSamplers {
        public DeisRungeKutta {
            RhoTableau.spelled(tableau);
        }

        @Override
        public Sampler sampler() {
            var formula = new StepFormula.RungeKutta(RhoTableau.spelled(tableau));
            return of("deis-rhork", formula, Stochasticity.none(), ends);
        }

        @Override
        public String label() {
            return "deis-rhork " + RhoTableau.spelled(tableau).spelling();
        }
    }

    /// EDM's Euler.
    @Named(value = "euler", meaning = "Euler in sigma, with churn if wanted (EDM, Karras et al. 2022)")
    record Euler(@Keys SamplerKeys.Churn churn, @Keys SamplerKeys.BothEnds ends) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return of("euler", new StepFormula.Euler(), churn.stochasticity(), ends);
        }

        @Override
        public String label() {
            return "euler" + churn.label();
        }
    }

    /// EDM's Heun.
    @Named(value = "heun", meaning = "Heun in sigma, with churn if wanted (EDM, Karras et al. 2022)")
    record Heun(@Keys SamplerKeys.Churn churn, @Keys SamplerKeys.BothEnds ends) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return of("heun", new StepFormula.RungeKutta(RhoTableau.HEUN_2), churn.stochasticity(), ends);
        }

        @Override
        public String label() {
            return "heun" + churn.label();
        }
    }

    /// EDM's DPM2.
    @Named(value = "dpm2", meaning = "DPM2: a stage inside each step, with churn if wanted (Karras et al. 2022)")
    record Dpm2(
            @Keys SamplerKeys.Stage stage,
            @Keys SamplerKeys.Churn churn,
            @Keys SamplerKeys.BothEnds ends) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            var formula = new StepFormula.TwoStages(Form.NOISE.prediction, stage.r());
            return of("dpm2", formula, churn.stochasticity(), ends);
        }

        @Override
        public String label() {
            return "dpm2" + SamplerSpec.unless(stage.r() == 0.5, "r " + stage.r()) + churn.label();
        }
    }

    /// Ancestral Euler.
    @Named(value = "euler-ancestral", meaning = "ancestral Euler (k-diffusion), \"Euler a\": DDIM(eta) in other words")
    record EulerAncestral(
            @Keys SamplerKeys.Noise noise, @Keys SamplerKeys.Ending ending) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return ancestral("euler-ancestral", new StepFormula.Euler(), noise, ending);
        }

        @Override
        public String label() {
            return "euler-ancestral" + noise.label(1);
        }
    }

    /// Ancestral DPM2.
    @Named(value = "dpm2-ancestral", meaning = "ancestral DPM2 (k-diffusion), \"DPM2 a\"")
    record Dpm2Ancestral(
            @Keys SamplerKeys.Noise noise, @Keys SamplerKeys.Ending ending) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return ancestral("dpm2-ancestral", new StepFormula.TwoStages(Form.NOISE.prediction, 0.5), noise, ending);
        }

        @Override
        public String label() {
            return "dpm2-ancestral" + noise.label(1);
        }
    }

    /// Ancestral DPM-Solver++ 2S.
    @Named(value = "dpm-2s-ancestral", meaning = "ancestral DPM-Solver++ 2S (k-diffusion), \"DPM++ 2S a\"")
    record Dpm2sAncestral(
            @Keys SamplerKeys.Noise noise, @Keys SamplerKeys.Ending ending) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            return ancestral("dpm-2s-ancestral", new StepFormula.TwoStages(Form.DATA.prediction, 0.5), noise, ending);
        }

        @Override
        public String label() {
            return "dpm-2s-ancestral" + noise.label(1);
        }
    }

    /// DPM-Solver++ SDE, single-step.
    @Named(value = "dpm-sde", meaning = "DPM-Solver++ SDE, single-step (k-diffusion), \"DPM++ SDE\"")
    record DpmSde(
            @Keys SamplerKeys.Stage stage,
            @Keys SamplerKeys.Noise noise,
            @Keys SamplerKeys.Ending ending) implements OneStepSamplers {
        @Override
        public Sampler sampler() {
            var formula = new StepFormula.TwoStagesSde(stage.r(), noise.eta(), noise.sNoise());
            return of("dpm-sde", formula, Stochasticity.none(), new SamplerKeys.BothEnds(false, ending));
        }

        @Override
        public String label() {
            return "dpm-sde" + noise.label(1);
        }
    }

    private static Sampler ancestral(
            String name, StepFormula formula, SamplerKeys.Noise noise, SamplerKeys.Ending ending) {
        var amount = new Stochasticity.Ancestral(noise.eta(), noise.sNoise());
        return of(name, formula, amount, new SamplerKeys.BothEnds(false, ending));
    }

    private static Sampler of(
            String name, StepFormula formula, Stochasticity stochasticity, SamplerKeys.BothEnds ends) {
        return new OneFormula(name, formula, stochasticity, ends.analyticFirst(), ends.denoiseToZero());
    }
}

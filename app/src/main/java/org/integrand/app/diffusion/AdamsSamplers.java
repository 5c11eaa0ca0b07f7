package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Sampler;

/// Samplers of the Adams-Bashforth family: a polynomial through earlier evaluations.
public sealed interface AdamsSamplers extends SamplerSpec {
    /// The polynomial of DEIS.
    record Polynomial(
            @Key(
                    value = "degree of the polynomial, the release's ab_order: 0 is DDIM, 3 has order of accuracy 4",
                    otherwise = "3",
                    min = 0,
                    max = 3)
            int order,

            @Key(value = EXTRAPOLATED, otherwise = "noise") Form prediction,
            @Key(value = LOWER, otherwise = "false") boolean lowerOrderFinal,

            @Keys SamplerKeys.BothEnds ends) {
        public Polynomial {
            Bounds.check(Polynomial.class, "order", order);
        }

        private Sampler in(Interpolation variable) {
            return new Deis(
                    variable,
                    order,
                    prediction.prediction,
                    SamplerSpec.lowering(lowerOrderFinal, Lowering.BELOW_FIFTEEN_STEPS),
                    ends.analyticFirst(),
                    ends.denoiseToZero());
        }

        private String label(String name) {
            return name + order + SamplerSpec.unless(prediction == Form.NOISE, "data");
        }
    }

    /// tAB-DEIS.
    @Named(value = "deis-tab", meaning = "tAB-DEIS: a polynomial in time (Zhang, Chen 2023), exact coefficients")
    record DeisTime(@Keys Polynomial polynomial) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return polynomial.in(Interpolation.TIME);
        }

        @Override
        public String label() {
            return polynomial.label("deis-tab");
        }
    }

    /// rhoAB-DEIS.
    @Named(value = "deis-rhoab", meaning = "rhoAB-DEIS: a polynomial in rho = sigma / alpha (Zhang, Chen 2023)")
    record DeisRho(@Keys Polynomial polynomial) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return polynomial.in(Interpolation.RHO);
        }

        @Override
        public String label() {
            return polynomial.label("deis-rhoab");
        }
    }

    /// Adams-Bashforth in lambda.
    @Named(value = "deis-lambda", meaning = "a polynomial in lambda: DEIS as diffusers has it, UniP with exact weights")
    record DeisLambda(@Keys(otherwise = "{order: 2}") Polynomial polynomial) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return polynomial.in(Interpolation.LAMBDA);
        }

        @Override
        public String label() {
            return polynomial.label("deis-lambda");
        }
    }

    /// How many evaluations a multistep method combines.
    record Combined(
            @Key(value = "number of evaluations combined", otherwise = "4", min = 1, max = 4)
            int order,

            @Keys SamplerKeys.BothEnds ends) {
        public Combined {
            Bounds.check(Combined.class, "order", order);
        }
    }

    /// LMS.
    @Named(value = "lms", meaning = "linear multistep in sigma (k-diffusion): rhoAB-DEIS of degree order - 1")
    record Lms(@Keys Combined combined) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return new Polynomial(combined.order() - 1, Form.NOISE, false, combined.ends()).in(Interpolation.RHO);
        }

        @Override
        public String label() {
            return "lms-" + combined.order();
        }
    }

    /// iPNDM.
    @Named(value = "ipndm", meaning = "iPNDM: weights of uniform Adams-Bashforth in DDIM's step (Zhang, Chen 2023)")
    record Ipndm(@Keys Combined combined) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            var ends = combined.ends();
            return new org.integrand.diffusion.sampler.Ipndm(
                    combined.order(), ends.analyticFirst(), ends.denoiseToZero());
        }

        @Override
        public String label() {
            return "ipndm-" + combined.order();
        }
    }

    /// PNDM.
    @Named(
            value = "pndm",
            meaning = "PNDM without Runge-Kutta start (PLMS): the first step is done twice (Liu et al. 2022)")
    record Pndm(@Keys SamplerKeys.Ending ending) implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.Pndm(ending.denoiseToZero());
        }

        @Override
        public String label() {
            return "pndm";
        }
    }
}

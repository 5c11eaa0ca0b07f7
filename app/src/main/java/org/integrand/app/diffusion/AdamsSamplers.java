package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Sampler;

/// Samplers of the Adams-Bashforth family: a polynomial through earlier evaluations.
public sealed interface AdamsSamplers extends SamplerSpec {
    String DEGREE = "degree of the polynomial, the release's ab_order: 0 is DDIM, 3 has order of accuracy 4";

    /// tAB-DEIS.
    @Named(value = "deis-tab", meaning = "tAB-DEIS: a polynomial in time (Zhang, Chen 2023), exact coefficients")
    record DeisTime(
            @Key(value = DEGREE, otherwise = "3", min = 0, max = 3)
            int order,

            @Key(value = "what is extrapolated", otherwise = "noise")
            Form prediction,

            @Key(value = LOWER, otherwise = "false") boolean lowerOrderFinal,
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        public DeisTime {
            Bounds.check(DeisTime.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return deis(Interpolation.TIME, order, prediction, lowerOrderFinal, analyticFirst, denoiseToZero);
        }

        @Override
        public String label() {
            return "deis-tab" + order + SamplerSpec.unless(prediction == Form.NOISE, "data");
        }
    }

    /// rhoAB-DEIS.
    @Named(value = "deis-rhoab", meaning = "rhoAB-DEIS: a polynomial in rho = sigma / alpha (Zhang, Chen 2023)")
    record DeisRho(
            @Key(value = DEGREE, otherwise = "3", min = 0, max = 3)
            int order,

            @Key(value = "what is extrapolated", otherwise = "noise")
            Form prediction,

            @Key(value = LOWER, otherwise = "false") boolean lowerOrderFinal,
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        public DeisRho {
            Bounds.check(DeisRho.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return deis(Interpolation.RHO, order, prediction, lowerOrderFinal, analyticFirst, denoiseToZero);
        }

        @Override
        public String label() {
            return "deis-rhoab" + order + SamplerSpec.unless(prediction == Form.NOISE, "data");
        }
    }

    /// Adams-Bashforth in lambda.
    @Named(value = "deis-lambda", meaning = "a polynomial in lambda: DEIS as diffusers has it, UniP with exact weights")
    record DeisLambda(
            @Key(value = DEGREE, otherwise = "2", min = 0, max = 3)
            int order,

            @Key(value = "what is extrapolated", otherwise = "noise")
            Form prediction,

            @Key(value = LOWER, otherwise = "false") boolean lowerOrderFinal,
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        public DeisLambda {
            Bounds.check(DeisLambda.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return deis(Interpolation.LAMBDA, order, prediction, lowerOrderFinal, analyticFirst, denoiseToZero);
        }

        @Override
        public String label() {
            return "deis-lambda" + order + SamplerSpec.unless(prediction == Form.NOISE, "data");
        }
    }

    /// LMS.
    @Named(value = "lms", meaning = "linear multistep in sigma (k-diffusion): rhoAB-DEIS of degree order - 1")
    record Lms(
            @Key(value = "number of evaluations combined", otherwise = "4", min = 1, max = 4)
            int order,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        public Lms {
            Bounds.check(Lms.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return deis(Interpolation.RHO, order - 1, Form.NOISE, false, analyticFirst, denoiseToZero);
        }

        @Override
        public String label() {
            return "lms-" + order;
        }
    }

    /// iPNDM.
    @Named(value = "ipndm", meaning = "iPNDM: weights of uniform Adams-Bashforth in DDIM's step (Zhang, Chen 2023)")
    record Ipndm(
            @Key(value = "number of evaluations combined", otherwise = "4", min = 1, max = 4)
            int order,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        public Ipndm {
            Bounds.check(Ipndm.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.Ipndm(order, analyticFirst, denoiseToZero);
        }

        @Override
        public String label() {
            return "ipndm-" + order;
        }
    }

    /// PNDM.
    @Named(
            value = "pndm",
            meaning = "PNDM without Runge-Kutta start (PLMS): the first step is done twice (Liu et al. 2022)")
    record Pndm(
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT_SAME, otherwise = "ours") Compatibility compat)
            implements AdamsSamplers {
        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.Pndm(denoiseToZero);
        }

        @Override
        public String label() {
            return "pndm";
        }
    }

    private static Sampler deis(
            Interpolation variable, int degree, Form form, boolean lower, boolean analyticFirst, boolean toZero) {
        return new Deis(
                variable,
                degree,
                form.prediction,
                SamplerSpec.lowering(lower, Lowering.BELOW_FIFTEEN_STEPS),
                analyticFirst,
                toZero);
    }
}

package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.SolverType;

/// By which method the noise is carried to data.
@Choice(
        of = "sampler",
        by = "name",
        later = {
            "unipc",
            "deis-tab",
            "deis-rhoab",
            "deis-rhork",
            "ipndm",
            "euler",
            "heun",
            "dpm2",
            "lms",
            "euler-ancestral",
            "dpm2-ancestral",
            "dpm-sde"
        })
public sealed interface SamplerSpec {
    /// The sampler.
    Sampler sampler();

    /// A short name for tables and plots: `dpm-solver++ 2M`.
    String label();

    /// Which prediction a sampler works with.
    enum Form {
        NOISE(Prediction.NOISE),
        DATA(Prediction.DATA);

        private final Prediction prediction;

        Form(Prediction prediction) {
            this.prediction = prediction;
        }
    }

    /// DDIM.
    @Named(value = "ddim", meaning = "DDIM, order 1 (Song et al. 2021)")
    record Ddim(
            @Key(value = "in which form it computes; the result is the same", otherwise = "noise")
            Form prediction,

            @Key(value = "whether a last evaluation takes the sample to zero noise", otherwise = "false")
            boolean denoiseToZero)
            implements SamplerSpec {
        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.Ddim(prediction.prediction, denoiseToZero);
        }

        @Override
        public String label() {
            return "ddim";
        }
    }

    /// DPM-Solver and DPM-Solver++.
    @Named(
            value = "dpm-solver",
            meaning =
                    "DPM-Solver (prediction noise) and DPM-Solver++ (prediction data), orders 1 to 3 (Lu et al. 2022)")
    record DpmSolver(
            @Key(value = "stages inside each step, or evaluations of earlier steps", otherwise = "multistep")
            Method method,

            @Key(value = "order of accuracy", otherwise = "3", min = 1, max = 3)
            int order,

            @Key(value = "what is extrapolated", otherwise = "data")
            Form prediction,

            @Key(value = "how differences are weighted", otherwise = "dpmsolver")
            SolverType solverType,

            @Key(value = "multistep: whether the last steps of a short run lower their order", otherwise = "true")
            boolean lowerOrderFinal,

            @Key(value = "whether a last evaluation takes the sample to zero noise", otherwise = "false")
            boolean denoiseToZero,

            @Key(
                    value = "release: what the release computes, its defects included; ours: the correct formulas",
                    otherwise = "ours")
            Compatibility compat)
            implements SamplerSpec {
        public DpmSolver {
            Bounds.check(DpmSolver.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.DpmSolver(
                    prediction.prediction, method, order, solverType, lowerOrderFinal, denoiseToZero, compat);
        }

        @Override
        public String label() {
            String kind = switch (method) {
                case MULTISTEP -> "M";
                case SINGLESTEP -> "S";
                case SINGLESTEP_FIXED -> "S fixed";
            };
            return "dpm-solver" + (prediction == Form.DATA ? "++ " : " ") + order + kind
                    + (solverType == SolverType.TAYLOR ? " taylor" : "")
                    + (compat == Compatibility.RELEASE ? " release" : "");
        }
    }
}

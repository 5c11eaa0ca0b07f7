package org.integrand.app.diffusion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.DpmAdaptive;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.SolverType;

/// Samplers of DPM-Solver's family: differences in lambda.
public sealed interface DpmSamplers extends SamplerSpec {
    /// DPM-Solver and DPM-Solver++.
    @Named(
            value = "dpm-solver",
            meaning =
                    "DPM-Solver (prediction noise) and DPM-Solver++ (prediction data), orders 1 to 3 (Lu et al. 2022)")
    record DpmSolver(
            @Key(value = "stages inside each step, or evaluations of earlier steps", otherwise = "multistep")
            Steps method,

            @Key(value = "order of accuracy", otherwise = "3", min = 1, max = 3)
            int order,

            @Key(value = EXTRAPOLATED, otherwise = "data") Form prediction,

            @Key(value = "how differences are weighted", otherwise = "dpmsolver")
            SolverType solverType,

            @Key(value = "multistep: whether the last steps of fewer than 10 lower their order", otherwise = "true")
            boolean lowerOrderFinal,

            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = GUESS, otherwise = "false") boolean analyticFirst,

            @Keys SamplerKeys.Tolerances tolerances,
            @Key(value = COMPAT, otherwise = "ours") Compatibility compat)
            implements DpmSamplers {
        /// Where derivatives come from.
        public enum Steps {
            /// stages inside a step; `steps` is the number of evaluations
            SINGLESTEP,
            /// stages inside a step; floor(`steps` / order) steps of the full order
            SINGLESTEP_FIXED,
            /// evaluations of earlier steps
            MULTISTEP,
            /// pairs of orders, steps chosen by their error
            ADAPTIVE
        }

        public DpmSolver {
            Bounds.check(DpmSolver.class, "order", order);
            if (method == Steps.ADAPTIVE && order == 1)
                throw new IllegalArgumentException("order 1: the adaptive method compares two orders, expected 2 or 3");
        }

        /// DPM-Solver++ 3M, the default.
        static DpmSolver plusPlus3M() {
            return new DpmSolver(
                    Steps.MULTISTEP,
                    3,
                    Form.DATA,
                    SolverType.DPMSOLVER,
                    true,
                    false,
                    false,
                    new SamplerKeys.Tolerances(0.05, 0.0078),
                    Compatibility.OURS);
        }

        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.DpmSolver(
                    prediction.prediction,
                    switch (method) {
                        case SINGLESTEP -> Method.SINGLESTEP;
                        case SINGLESTEP_FIXED -> Method.SINGLESTEP_FIXED;
                        case MULTISTEP -> Method.MULTISTEP;
                        case ADAPTIVE ->
                            throw new IllegalArgumentException(
                                    "dpm-solver adaptive chooses its steps while it runs: it has no plan beforehand");
                    },
                    order,
                    solverType,
                    SamplerSpec.lowering(lowerOrderFinal, Lowering.BELOW_TEN_STEPS),
                    denoiseToZero,
                    analyticFirst,
                    compat);
        }

        @Override
        public Optional<Adaptive> adaptive() {
            if (method != Steps.ADAPTIVE) return Optional.empty();
            var sampler =
                    new DpmAdaptive(prediction.prediction, order, solverType, DpmAdaptive.Control.POWER, compat, 0.05);
            return Optional.of(tolerances.of(sampler, compat, false));
        }

        @Override
        public String label() {
            String kind = switch (method) {
                case MULTISTEP -> "M";
                case SINGLESTEP -> "S";
                case SINGLESTEP_FIXED -> "S fixed";
                case ADAPTIVE -> " adaptive " + tolerances.relativeTolerance();
            };
            return "dpm-solver" + (prediction == Form.DATA ? "++ " : " ") + order + kind
                    + SamplerSpec.unless(solverType == SolverType.DPMSOLVER, "taylor")
                    + SamplerSpec.unless(lowerOrderFinal || method != Steps.MULTISTEP, "order kept")
                    + SamplerSpec.unless(compat == Compatibility.OURS, "release");
        }
    }

    /// SDE-DPM-Solver, multistep.
    @Named(
            value = "dpm-solver-sde",
            also = {"dpm-2m-sde", "dpm-3m-sde"},
            meaning = "SDE-DPM-Solver and SDE-DPM-Solver++, multistep, orders 1 to 3: \"DPM++ 2M SDE\", \"3M SDE\"")
    record DpmSolverSde(
            @Key(value = "order of accuracy of the drift", otherwise = "2", min = 1, max = 3)
            int order,

            @Key(value = EXTRAPOLATED, otherwise = "data") Form prediction,

            @Key(
                    value = "how differences are weighted in order 2 (dpmsolver: midpoint, taylor: heun)",
                    otherwise = "dpmsolver")
            SolverType solverType,

            @Keys SamplerKeys.Noise noise,
            @Key(value = LOWER, otherwise = "false") boolean lowerOrderFinal,
            @Key(value = TO_ZERO, otherwise = "false") boolean denoiseToZero,
            @Key(value = COMPAT, otherwise = "ours") Compatibility compat)
            implements DpmSamplers {
        public DpmSolverSde {
            Bounds.check(DpmSolverSde.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.DpmSolverSde(
                    prediction.prediction,
                    order,
                    solverType,
                    noise.eta(),
                    noise.sNoise(),
                    SamplerSpec.lowering(lowerOrderFinal, Lowering.BELOW_FIFTEEN_STEPS),
                    denoiseToZero,
                    compat);
        }

        @Override
        public String label() {
            return "dpm-solver" + (prediction == Form.DATA ? "++ " : " ") + order + "M sde"
                    + noise.label(1)
                    + SamplerSpec.unless(solverType == SolverType.DPMSOLVER, "taylor")
                    + SamplerSpec.unless(compat == Compatibility.OURS, "release");
        }
    }

    /// k-diffusion's fast plan.
    @Named(
            value = "dpm-fast",
            meaning =
                    "DPM-Solver's \"fast\" plan of order 3 for a number of evaluations, uniform in lambda (k-diffusion)")
    record DpmFast(
            @Keys(otherwise = "{eta: 0}") SamplerKeys.Noise noise,
            @Keys SamplerKeys.Ending ending) implements DpmSamplers {
        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.DpmFast(noise.eta(), noise.sNoise(), ending.denoiseToZero());
        }

        @Override
        public String label() {
            return "dpm-fast" + noise.label(0);
        }
    }

    /// k-diffusion's adaptive sampler.
    @Named(
            value = "dpm-adaptive",
            meaning = "DPM-Solver-12 and -23 with k-diffusion's step size control, the whole batch together")
    record DpmAdaptiveKarras(
            @Key(value = "the higher of the two orders", otherwise = "3", min = 2, max = 3)
            int order,

            @Keys SamplerKeys.Tolerances tolerances,

            @Key(
                    value = "release: rejected attempts evaluate their start again, the whole batch shares its steps",
                    otherwise = "ours")
            Compatibility compat)
            implements DpmSamplers {
        public DpmAdaptiveKarras {
            Bounds.check(DpmAdaptiveKarras.class, "order", order);
        }

        @Override
        public Sampler sampler() {
            throw new IllegalArgumentException(
                    "dpm-adaptive chooses its steps while it runs: it has no plan beforehand");
        }

        @Override
        public Optional<Adaptive> adaptive() {
            var sampler = new DpmAdaptive(
                    Form.NOISE.prediction, order, SolverType.DPMSOLVER, DpmAdaptive.Control.LIMITED, compat, 0.05);
            return Optional.of(tolerances.of(sampler, compat, true));
        }

        @Override
        public String label() {
            return "dpm-adaptive order " + order + " " + tolerances.relativeTolerance();
        }
    }

    /// UniPC.
    @Named(value = "unipc", meaning = "UniPC, predictor and corrector in lambda, orders 1 to 4 (Zhao et al. 2023)")
    record UniPc(
            @Key(value = "order of the predictor", otherwise = "3", min = 1, max = 4)
            int order,

            @Key(value = "the function B(h): h or e^h - 1", otherwise = "bh2")
            org.integrand.diffusion.sampler.UniPc.Variant variant,

            @Key(value = EXTRAPOLATED, otherwise = "data") Form prediction,

            @Key(value = LOWER, otherwise = "true") boolean lowerOrderFinal,

            @Key(value = "false: the predictor alone, UniP", otherwise = "true")
            boolean corrector,

            @Key(value = "steps, from 0, that are not corrected", otherwise = "[]", min = 0, max = 100_000)
            int[] uncorrected,

            @Keys SamplerKeys.BothEnds ends)
            implements DpmSamplers {
        public UniPc {
            Bounds.check(UniPc.class, "order", order);
            for (int step : uncorrected) Bounds.check(UniPc.class, "uncorrected", step);
        }

        @Override
        public Sampler sampler() {
            return new org.integrand.diffusion.sampler.UniPc(
                    order,
                    variant,
                    prediction.prediction,
                    SamplerSpec.lowering(lowerOrderFinal, Lowering.ALWAYS),
                    corrector,
                    uncorrectedSteps(),
                    ends.analyticFirst(),
                    ends.denoiseToZero());
        }

        private List<Integer> uncorrectedSteps() {
            return java.util.Arrays.stream(uncorrected).boxed().toList();
        }

        @Override
        public String label() {
            return (corrector ? "unipc-" : "unip-")
                    + order
                    + SamplerSpec.unless(
                            variant == org.integrand.diffusion.sampler.UniPc.Variant.BH2,
                            variant.name().toLowerCase(Locale.ROOT))
                    + SamplerSpec.unless(prediction == Form.DATA, "noise")
                    + SamplerSpec.unless(lowerOrderFinal, "order kept");
        }
    }
}

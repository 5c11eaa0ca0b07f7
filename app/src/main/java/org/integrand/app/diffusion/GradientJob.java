package org.integrand.app.diffusion;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// The gradient of L = 1/2 sum |x_0 - target|^2 through a sampler.
public record GradientJob(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Key("what the samples are compared with: one number a component, or one for all")
        double[] target,

        @Keys PlanSpec plan,
        @Keys StartStates start,
        @Keys ClassWish wanted,

        @Key(
                value =
                        "how the way back knows the states; tape, checkpointed and reversible give the exact gradient of"
                                + " the sampler, symplectic that of a Runge-Kutta method on the same grid, interpolated and"
                                + " backsolve that of the flow, up to their error",
                otherwise = "tape")
        Mode mode,

        @Key(value = "mode checkpointed: steps whose states are kept (default: 8)", min = 1, max = 1_000_000)
        OptionalInt slots,

        @Key(
                value =
                        "mode tape: MiB of what a network computes in its evaluations that may be kept for the way back;"
                                + " what does not fit is computed again, the gradient is the same (default: 512)",
                min = 0,
                max = 1_000_000)
        OptionalInt activations,

        @Key(
                "modes symplectic, interpolated and backsolve: euler, heun, rk4, tsit5 or dop853, in rho (default: rk4 on the steps of the sampler, tsit5"
                        + " by tolerance)")
        Optional<FlowMethod> flowMethod,

        @Key(
                value = "modes interpolated and backsolve: absolute and relative tolerance of x / alpha (default: the"
                        + " steps of the sampler)",
                min = 1e-14,
                max = 0.1)
        OptionalDouble tolerance,

        @Key(
                value = "stochastic samplers: whether draws are independent, or the increments of one Brownian path",
                otherwise = "independent")
        Extras.NoisePath noisePath,

        @Key("what is done to each data prediction: clipping or dynamic-thresholding")
        Optional<CorrectionSpec> correction,

        @Key(value = "number of samples, when noise is drawn", otherwise = "16", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,

        @Key("file for the gradient of the initial states: .npy, .json or .csv")
        Optional<String> gradientFile,

        @Key("folder of the report") Optional<String> out) {
    /// How the way back knows the states.
    public enum Mode {
        /// the input of every evaluation is kept
        TAPE,
        /// the states of a few steps are kept
        CHECKPOINTED,
        /// the steps are undone; for samplers that can be
        REVERSIBLE,
        /// a Runge-Kutta method in rho, its stages kept
        SYMPLECTIC,
        /// the adjoint equation along the dense output
        INTERPOLATED,
        /// state and adjoint solved backwards together
        BACKSOLVE;

        /// Whether it follows the flow and not a plan.
        boolean ofFlow() {
            return compareTo(SYMPLECTIC) >= 0;
        }
    }

    /// By what the flow is followed.
    public enum FlowMethod {
        /// order 1
        EULER,
        /// order 2
        HEUN,
        /// order 4
        RK4,
        /// order 5, error estimate
        TSIT5,
        /// order 8, error estimate
        DOP853;

        private boolean adaptive() {
            return compareTo(TSIT5) >= 0;
        }
    }

    FlowMethod flow() {
        return flowMethod.orElse(tolerance.isPresent() ? FlowMethod.TSIT5 : FlowMethod.RK4);
    }

    private static final int SLOTS = 8;

    public GradientJob {
        Bounds.check(GradientJob.class, "count", count);
        Bounds.check(GradientJob.class, "target", target);
        slots.ifPresent(n -> Bounds.check(GradientJob.class, "slots", n));
        activations.ifPresent(n -> Bounds.check(GradientJob.class, "activations", n));
        tolerance.ifPresent(e -> Bounds.check(GradientJob.class, "tolerance", e));
        if (target.length == 0) throw new IllegalArgumentException("target: no numbers, expected one a component");
        if (slots.isPresent() && mode != Mode.CHECKPOINTED)
            throw new IllegalArgumentException("slots " + slots.getAsInt() + ": only mode checkpointed has slots");
        if (activations.isPresent() && mode != Mode.TAPE)
            throw new IllegalArgumentException("activations " + activations.getAsInt() + ": only mode tape keeps them");
        if (flowMethod.isPresent() && !mode.ofFlow())
            throw new IllegalArgumentException("flowMethod: mode " + name(mode)
                    + " goes back through the sampler itself, expected mode symplectic, interpolated or backsolve");
        if (tolerance.isPresent() && (!mode.ofFlow() || mode == Mode.SYMPLECTIC))
            throw new IllegalArgumentException("tolerance " + tolerance.getAsDouble() + ": mode " + name(mode)
                    + " takes the steps of the sampler, expected mode interpolated or backsolve");
        if (tolerance.isPresent() && flowMethod.isPresent() && !flowMethod.get().adaptive())
            throw new IllegalArgumentException(
                    "flowMethod " + flowMethod.get().name().toLowerCase(Locale.ROOT)
                            + ": it has no error estimate to hold against a tolerance, expected tsit5 or dop853");
        if (mode.ofFlow() && correction.isPresent())
            throw new IllegalArgumentException("correction: the flow has none, expected mode tape or checkpointed");
    }

    static String name(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    int slotsOrDefault() {
        return slots.orElse(SLOTS);
    }

    Extras extras() {
        return new Extras(
                seed,
                noisePath,
                Optional.empty(),
                correction.or(() -> plans().scheduler(plan.evaluations()).flatMap(s -> CorrectionSpec.of(s.limit()))));
    }

    Plans plans() {
        return plan.plans();
    }

    Wish wish() {
        return wanted.on(plans(), 1);
    }
}

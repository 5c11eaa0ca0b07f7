package org.integrand.diffusion.sampler;

/// Whether the last steps of a multistep run fall back to lower orders: min(order, steps that remain).
public enum Lowering {
    /// never
    NEVER,
    /// in runs of fewer than 10 steps: the DPM-Solver release (its text says 15). On the mixture of the
    /// tests, order 3 with 10 steps errs by 0.029 with the order kept and 0.15 with it lowered; with 6
    /// steps it is 0.37 and 0.13.
    BELOW_TEN_STEPS(10),
    /// in runs of fewer than 15 steps: diffusers
    BELOW_FIFTEEN_STEPS(15),
    /// always: the UniPC release
    ALWAYS(Integer.MAX_VALUE),
    /// the last step only, to order 1: `euler_at_final` of diffusers
    LAST_STEP;

    private final int few;

    Lowering() {
        this(0);
    }

    Lowering(int few) {
        this.few = few;
    }

    /// The order of step i of so many.
    public int order(int order, int i, int steps) {
        if (this == LAST_STEP) return i == steps - 1 ? 1 : order;
        return steps < few ? Math.min(order, steps - i) : order;
    }
}

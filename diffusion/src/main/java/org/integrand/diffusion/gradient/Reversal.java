package org.integrand.diffusion.gradient;

import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.DifferentiableModel;

/// A mode at work: runs the plan, keeps what it must, and tells on the way back what the model was asked about.
interface Reversal<Y> {
    /// There and back.
    ///
    /// @param starts a state for each register that the plan is given
    /// @param turn   makes of the sample, which is live, the way back
    void run(DifferentiableModel<Y> model, List<Y> starts, Function<Y, Adjoint<Y>> turn);

    /// Evaluations of the model.
    long evaluations();

    /// States kept at the same time, at most.
    long storedStates();

    /// Bytes that the model has kept at the same time, at most.
    default long storedBytes() {
        return 0;
    }

    /// Steps made again.
    default long recomputed() {
        return 0;
    }

    /// Relative error of the states computed backwards.
    default double reconstruction() {
        return 0;
    }
}

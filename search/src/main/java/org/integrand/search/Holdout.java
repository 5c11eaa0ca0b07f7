package org.integrand.search;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Promotes candidates on what a guard answers about them. A candidate whose first objective is below the
/// incumbent's answer is measured on the hold-out data, and becomes the incumbent when the guard's answer is below
/// too. Both numbers must estimate the same bounded loss.
///
/// @param guard makes a fresh guard: a resumed search asks it again what was asked before
/// @param loss  the candidate's loss on the hold-out data, the counterpart of objective 0
public record Holdout<C>(Supplier<Guard> guard, ToDoubleFunction<C> loss) {
    /// A question that was asked.
    ///
    /// @param number   the candidate's
    /// @param answer   what the guard said; NaN when its budget was spent
    /// @param promoted whether the candidate became the incumbent
    public record Query(int number, double onSearch, double onHoldout, double answer, boolean promoted) {}
}

package org.integrand.search;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Where candidates are evaluated: this machine's threads ([LocalEvaluator]) or other machines. A task is
/// complete in itself, so a lost one may be done again anywhere with the same result; the search puts results
/// in the order of the tasks, so nothing depends on who finished first.
@FunctionalInterface
public interface Evaluator<C> {
    /// Evaluates the tasks and returns when all are done, or when those begun are done after `stop` turned true.
    ///
    /// @param done hears of each task that is done, in any order, from any thread, one call at a time
    void evaluate(List<Task<C>> tasks, Done done, BooleanSupplier stop);

    /// One evaluation, as [Objective#evaluate] takes it.
    record Task<C>(C candidate, String key, double fidelity, long seed) {}

    /// Takes results.
    @FunctionalInterface
    interface Done {
        /// @param task       the position of the task in the list
        /// @param objectives what it scored
        void accept(int task, double[] objectives);
    }
}

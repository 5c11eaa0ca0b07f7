package org.integrand.search;

import java.util.Locale;

/// How far a search is.
///
/// @param fraction   the part of the budget that is spent, 0 ... 1
/// @param stage      counted from 0
/// @param candidates taken so far
/// @param spent      effort, in full evaluations
/// @param best       the smallest first objective among candidates evaluated in full; infinity before the first
/// @param tau        of the last stage's predictions; NaN without
public record SearchStatus(double fraction, int stage, int candidates, double spent, double best, double tau) {
    /// A few words for people.
    public String text() {
        String text = String.format(
                Locale.ROOT, "stage %d, %d candidates, %.1f evaluations, best %.6g", stage, candidates, spent, best);
        return Double.isNaN(tau) ? text : text + String.format(Locale.ROOT, ", tau %.2f", tau);
    }

    /// Hears how far a search is, often and from several threads, one at a time.
    @FunctionalInterface
    public interface Watcher {
        void at(SearchStatus status);
    }
}

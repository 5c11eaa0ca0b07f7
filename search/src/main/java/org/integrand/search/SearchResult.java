package org.integrand.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.integrand.search.pareto.ParetoArchive;

/// What a search found.
///
/// @param end       why it ended
/// @param evaluated every candidate evaluated in full, in order; those of a stage that was cut short come last
/// @param archive   the best trade-offs among these
/// @param queries   what was asked of the guard, in order; empty without one
/// @param promoted  the last candidate that the guard let through
/// @param stages    one entry for each stage that was finished
/// @param spent     effort of the finished stages, in full evaluations
public record SearchResult<C>(
        End end,
        List<Evaluated<C>> evaluated,
        ParetoArchive<Evaluated<C>> archive,
        List<Holdout.Query> queries,
        Optional<Evaluated<C>> promoted,
        List<Stage> stages,
        double spent) {
    /// Why a search ended.
    public enum End {
        /// Evaluations or time were spent.
        BUDGET,
        /// Somebody asked to stop.
        STOPPED,
        /// No candidate was left that had not been evaluated.
        EXHAUSTED
    }

    public SearchResult {
        evaluated = List.copyOf(evaluated);
        queries = List.copyOf(queries);
        stages = List.copyOf(stages);
    }

    /// The candidate with the smallest first objective on the search data, the earlier one of equals; empty when
    /// none was evaluated in full. With a guard believe `promoted` instead.
    public Optional<Evaluated<C>> best() {
        return evaluated.stream()
                .min(Comparator.comparingDouble(
                                (Evaluated<C> e) -> e.objectives().at(0))
                        .thenComparingInt(Evaluated::number));
    }
}

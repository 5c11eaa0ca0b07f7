package org.integrand.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// An evolutionary search, in stages:
///
/// 1. the first stage takes the given candidates and random ones;
/// 2. parents are selected from the population, children made by crossover and mutation, none evaluated before;
/// 3. a predictor, when there is one, chooses which children to evaluate;
/// 4. these are evaluated in parallel, the poor ones only in part ([SuccessiveHalving]);
/// 5. those evaluated in full enter the archive and, as [Survival] says, the population; the guard is asked about
///    those better than the incumbent.
///
/// Equal seeds give bit-equal results for any number of threads, interrupted and resumed or not, as long as the
/// budget counts evaluations and the evaluations themselves repeat.
///
/// ```java
/// var result = Search.of(space, Settings.of(50), 7).run(LocalEvaluator.of(objective), Budget.evaluations(5_000));
/// ```
/// @param first   candidates of the first stage
/// @param stop    asked often and by several threads; once true the search ends
public record Search<C>(
        SearchSpace<C> space,
        Settings settings,
        long seed,
        List<C> first,
        Optional<Holdout<C>> holdout,
        Optional<Path> checkpoint,
        SearchStatus.Watcher watcher,
        BooleanSupplier stop) {
    public Search {
        first = List.copyOf(first);
    }

    public static <C> Search<C> of(SearchSpace<C> space, Settings settings, long seed) {
        return new Search<>(space, settings, seed, List.of(), Optional.empty(), Optional.empty(), _ -> {}, () -> false);
    }

    /// Starts from these; random candidates fill the first stage up.
    public Search<C> startingFrom(List<C> candidates) {
        return new Search<>(space, settings, seed, candidates, holdout, checkpoint, watcher, stop);
    }

    /// Promotes candidates only as the guard of the hold-out data allows.
    public Search<C> guardedBy(Holdout<C> promotion) {
        return new Search<>(space, settings, seed, first, Optional.of(promotion), checkpoint, watcher, stop);
    }

    /// Notes every result in the file as it comes, and begins with what the file holds: an interrupted search
    /// goes on as if nothing had happened.
    public Search<C> checkpointedIn(Path file) {
        return new Search<>(space, settings, seed, first, holdout, Optional.of(file), watcher, stop);
    }

    public Search<C> watchedBy(SearchStatus.Watcher listener) {
        return new Search<>(space, settings, seed, first, holdout, checkpoint, listener, stop);
    }

    public Search<C> stoppedBy(BooleanSupplier request) {
        return new Search<>(space, settings, seed, first, holdout, checkpoint, watcher, request);
    }

    /// Searches until the budget is spent, somebody stops it, or nothing new is found.
    ///
    /// @throws IllegalArgumentException when the checkpoint is another search's or damaged
    /// @throws IllegalStateException    when an evaluation threw, or gave another number of objectives than before
    public SearchResult<C> run(Evaluator<C> evaluator, Budget budget) {
        try (var notes = checkpoint.map(file -> Checkpoint.open(file, seed)).orElseGet(Checkpoint::none)) {
            return new Evolution<>(this, evaluator, budget, notes).run();
        }
    }
}

package org.integrand.diffusion.s3;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.integrand.search.Budget;
import org.integrand.search.SearchStatus;

/// How a search for a schedule goes about it.
///
/// @param seed       of everything but the noises
/// @param budget     in full evaluations of a candidate, seconds, or both
/// @param threads    changes the time only
/// @param loss       what is made small
/// @param guard      whether candidates are believed on the hold-out only through a Thresholdout; without, the best
///                   on the noises of the search is believed
/// @param predictor  whether a learned predictor chooses among the children
/// @param checkpoint file of results; an interrupted search goes on from it
public record SearchPlan(
        long seed,
        Budget budget,
        int threads,
        Loss loss,
        boolean guard,
        boolean predictor,
        Optional<Path> checkpoint,
        SearchStatus.Watcher watcher,
        BooleanSupplier stop) {
    /// What is made small.
    public enum Loss {
        /// the loss of 0 ... 1
        BOUNDED,
        /// the value itself, such as the root mean square error; there is no guard for it
        VALUE
    }

    public SearchPlan {
        if (threads < 1) throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        if (guard && loss == Loss.VALUE)
            throw new IllegalArgumentException(
                    "guard of a loss that is not bounded: expected the bounded loss, or no guard");
    }

    /// Bounded loss, guard and predictor, one thread.
    public static SearchPlan of(long seed, Budget budget) {
        return new SearchPlan(seed, budget, 1, Loss.BOUNDED, true, true, Optional.empty(), _ -> {}, () -> false);
    }

    public SearchPlan threads(int number) {
        return new SearchPlan(seed, budget, number, loss, guard, predictor, checkpoint, watcher, stop);
    }

    /// Believes the best on the noises of the search.
    public SearchPlan naive(Loss what) {
        return new SearchPlan(seed, budget, threads, what, false, predictor, checkpoint, watcher, stop);
    }

    public SearchPlan withoutPredictor() {
        return new SearchPlan(seed, budget, threads, loss, guard, false, checkpoint, watcher, stop);
    }

    public SearchPlan checkpointedIn(Path file) {
        return new SearchPlan(seed, budget, threads, loss, guard, predictor, Optional.of(file), watcher, stop);
    }

    public SearchPlan watchedBy(SearchStatus.Watcher listener, BooleanSupplier stopRequest) {
        return new SearchPlan(seed, budget, threads, loss, guard, predictor, checkpoint, listener, stopRequest);
    }
}

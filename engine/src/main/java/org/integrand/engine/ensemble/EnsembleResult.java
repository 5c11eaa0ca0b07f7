package org.integrand.engine.ensemble;

import java.util.List;
import org.integrand.engine.solve.Statistics;

/// What an ensemble found.
///
/// @param paths      how many
/// @param moments    at the saved times, in order; at the end where none were saved
/// @param statistics what all paths cost together
public record EnsembleResult(long paths, List<Moments> moments, Statistics statistics) {
    public EnsembleResult {
        moments = List.copyOf(moments);
    }

    /// At the last time.
    public Moments end() {
        return moments.getLast();
    }
}

package org.integrand.engine.ensemble;

import java.util.List;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Statistics;

/// What an ensemble found.
///
/// @param paths      how many were solved: fewer than asked where it was stopped
/// @param moments    at the saved times, in order; at the end where none were saved
/// @param statistics what all paths cost together
/// @param kept       what was seen of each of the paths that were to be kept, in the order of the paths
public record EnsembleResult(
        long paths, List<Moments> moments, Statistics statistics, List<List<Sample<double[]>>> kept) {
    public EnsembleResult {
        kept = List.copyOf(kept);
        moments = List.copyOf(moments);
    }

    /// At the last time.
    public Moments end() {
        return moments.getLast();
    }
}

package org.integrand.search;

import java.util.List;
import org.integrand.search.pareto.Objectives;

/// A candidate with what it scored.
///
/// @param number counts candidates in the order in which the search took them: the age
/// @param rungs  its scores at each fidelity that it reached, at least one
public record Evaluated<C>(int number, C candidate, String key, List<Objectives> rungs) {
    public Evaluated {
        rungs = List.copyOf(rungs);
    }

    /// The scores at the highest fidelity that it reached.
    public Objectives objectives() {
        return rungs.getLast();
    }
}

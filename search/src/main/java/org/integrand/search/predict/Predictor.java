package org.integrand.search.predict;

import java.util.List;

/// Learns to order candidates.
@FunctionalInterface
public interface Predictor {
    /// @param samples at least 2, all rows of equal length
    /// @param seed    equal seeds and samples give an equal fit
    Fit fit(List<Sample> samples, long seed);

    /// What was learned.
    @FunctionalInterface
    interface Fit {
        /// A number without unit: the smaller, the better the candidate should be. Safe for several threads.
        double score(double[][] features);
    }
}

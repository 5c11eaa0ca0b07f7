package org.integrand.search;

/// What a search makes small. Called from several threads at once; a function of its arguments.
@FunctionalInterface
public interface Objective<C> {
    /// The objectives of a candidate, each the smaller the better. A candidate that fails (diverges, is
    /// illegal for this problem) has NaN or infinity; an exception ends the whole search.
    ///
    /// @param fidelity the part of the full effort to spend, in (0, 1]: see [SuccessiveHalving]
    /// @param seed     for randomness of the candidate's own. For common random numbers ignore it: fix one
    ///                 set of samples and use the first `fidelity` of them for everybody
    double[] evaluate(C candidate, double fidelity, long seed);
}

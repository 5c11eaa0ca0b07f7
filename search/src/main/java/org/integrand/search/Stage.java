package org.integrand.search;

/// What a finished stage brought.
///
/// @param candidates evaluated in it, at any fidelity
/// @param spent      effort up to its end, in full evaluations
/// @param best       the smallest first objective so far among candidates evaluated in full
/// @param tau        Kendall's tau between predictions made before and scores found, over the stage's candidates
///                   at the first fidelity and for the first objective; NaN without predictor. Candidates chosen
///                   for being predicted alike are harder to order than any two
public record Stage(int number, int candidates, double spent, double best, double tau) {}

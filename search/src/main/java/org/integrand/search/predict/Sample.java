package org.integrand.search.predict;

/// A candidate's features and what it scored.
///
/// @param features a sequence of at least one row: see `SearchSpace.features`
/// @param value    the smaller the better
/// @param group    values compare within a group only: one fidelity of one objective
public record Sample(double[][] features, double value, int group) {}

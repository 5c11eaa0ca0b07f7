package org.integrand.engine.solve;

/// What a solve cost.
///
/// @param evaluations evaluations of the field, those of the initial step and of the dense output included
/// @param accepted    steps taken
/// @param rejected    steps attempted and not taken
/// @param seconds     wall time
public record Statistics(long evaluations, long accepted, long rejected, double seconds) {}

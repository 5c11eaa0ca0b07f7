package org.integrand.engine.solve;

/// What a solve cost. Explicit methods need no Jacobians, factorizations and solves.
///
/// @param evaluations    evaluations of the field, those of the initial step, of the dense output and of difference
///     quotients included
/// @param accepted       steps taken
/// @param rejected       steps attempted and not taken
/// @param jacobians      evaluations of df/dy, whichever way
/// @param factorizations factorizations of a matrix scale I - df/dy
/// @param solves         linear systems solved with them
/// @param seconds        wall time
public record Statistics(
        long evaluations,
        long accepted,
        long rejected,
        long jacobians,
        long factorizations,
        long solves,
        double seconds) {}

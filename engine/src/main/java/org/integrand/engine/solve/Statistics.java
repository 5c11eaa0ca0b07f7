package org.integrand.engine.solve;

/// What a solve cost. Explicit methods need no Jacobians, factorizations and solves.
///
/// @param evaluations    evaluations of the field, those of the initial step, of the dense output and of difference
///     quotients included; of a field with parts, each evaluation of a part counts as one
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
        double seconds) {
    /// Of nothing done.
    public static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0, 0);

    /// What both cost together.
    public Statistics plus(Statistics other) {
        return new Statistics(
                evaluations + other.evaluations,
                accepted + other.accepted,
                rejected + other.rejected,
                jacobians + other.jacobians,
                factorizations + other.factorizations,
                solves + other.solves,
                seconds + other.seconds);
    }
}

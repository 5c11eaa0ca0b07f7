package org.integrand.engine.space;

/// A finite-dimensional real vector space of states: everything a method may do with a state.
///
/// States are mutable and belong to whoever allocated them; every operation works in place and allocates nothing,
/// except `allocate`.
///
/// @param <Y> the state, for example `double[]` or `float[]`
public interface Space<Y> {
    /// The number of real components of a state.
    int dimension();

    /// A new zero state.
    Y allocate();

    /// `count` new zero states, in an array of the state's own type.
    Y[] allocate(int count);

    /// into = from.
    void copy(Y from, Y into);

    /// into = sum_{i < count} coefficients[i] * terms[i], in one pass over memory; `into` may be one of the
    /// terms; `count` 0 gives the zero state. The first term is added last, so that a state and small increments
    /// round once at the size of the state.
    default void combine(double[] coefficients, Y[] terms, int count, Y into) {
        combine(coefficients, terms, count, into, 0, dimension());
    }

    /// The same for the components from ... to - 1 only, so that several sums can be worked off together while their
    /// components are in the cache. Bit-equal to the whole sum, however it is divided.
    ///
    /// @throws IllegalArgumentException unless 0 <= from <= to <= dimension
    void combine(double[] coefficients, Y[] terms, int count, Y into, int from, int to);

    /// Euclidean norm, summed in a fixed order that depends on the dimension only: bit-equal on every machine.
    /// NaN or infinite when a component is.
    double norm(Y y);

    /// sum_i a_i b_i, in double precision, summed in the same order as the norm.
    double dot(Y a, Y b);

    /// Error of a step, measured in units of what the user allows: component i counts
    /// |error_i| / (absolute + relative max(|before_i|, |after_i|)).
    /// Summed in a fixed order; NaN when a component of `error` or `after` is not finite: the caller rejects the
    /// step. Infinite when there is an error where nothing is allowed.
    double errorNorm(Y error, Y before, Y after, Tolerance tolerance);
}

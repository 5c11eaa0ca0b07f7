package org.integrand.search;

import java.util.OptionalDouble;

/// Stands between the search and its hold-out data, so that asking often does not wear the data out: a
/// Thresholdout, for one. Asked only about candidates that would become the incumbent, in an order that does
/// not depend on threads; a guard may keep state and draw noise from a seed of its own.
@FunctionalInterface
public interface Guard {
    /// The value to believe, from a candidate's mean loss on the search data and on the hold-out data; empty when
    /// the hold-out data are used up: nobody is promoted any more.
    OptionalDouble answer(double onSearch, double onHoldout);
}

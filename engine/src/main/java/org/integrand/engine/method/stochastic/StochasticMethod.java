package org.integrand.engine.method.stochastic;

import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.StructuredProblem;

/// A method for problems with noise. Its [#order] is the weak one: that of expectations over paths.
///
/// @param <P> the problems it takes
public interface StochasticMethod<P extends StructuredProblem<P>> extends StructuredMethod<P> {
    /// s: the root mean square over paths of the error after a fixed time is O(h^s).
    double strongOrder();
}

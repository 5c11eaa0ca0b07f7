package org.integrand.engine.method;

import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.space.Tolerance;

/// A method for problems of one structure, which uses the parts of the right-hand side. Otherwise as [Method].
///
/// @param <P> the structure it needs
public interface StructuredMethod<P extends StructuredProblem<P>> extends MethodProperties {
    /// A stepper at the problem's initial state; it measures errors in units of `tolerance`.
    Stepper<double[]> begin(P problem, Tolerance tolerance);
}

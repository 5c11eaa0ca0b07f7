package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// An initial value problem whose right-hand side has parts that its methods use one by one: a split, a semilinear,
/// a partitioned one. Which method takes which structure is a matter of types: see
/// [org.integrand.engine.method.StructuredMethod].
///
/// @param <P> the problem's own type
public interface StructuredProblem<P extends StructuredProblem<P>> {
    /// The same problem without its structure: y' = the sum of what the parts say.
    InitialValueProblem<double[]> whole();

    /// The same problem with every function that the user gave wrapped, for example in one that counts.
    P wrapped(UnaryOperator<VectorField<double[]>> wrapping);
}

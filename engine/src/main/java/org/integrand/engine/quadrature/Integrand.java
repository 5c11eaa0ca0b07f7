package org.integrand.engine.quadrature;

import java.util.function.DoubleUnaryOperator;

/// f(x), a number or a vector; a complex value is the vector (re, im).
@FunctionalInterface
public interface Integrand {
    /// Writes f(x) to `into`, one number for each component. A value that is not finite is taken for a
    /// singularity at that very point and left out; where it stays, the estimate ends with
    /// `Ending.NON_FINITE`.
    void evaluate(double x, double[] into);

    /// The same for methods that come closer to an end of the range than x can tell: near x = 1 doubles
    /// lie 1e-16 apart, so (1 - x)^-0.9 must be computed from the distance.
    ///
    /// @param afterStart x - a without cancellation; infinite where a is
    /// @param beforeEnd  b - x without cancellation; infinite where b is
    default void evaluate(double x, double afterStart, double beforeEnd, double[] into) {
        evaluate(x, into);
    }

    /// Whether it needs these distances, so that x may even round to an end.
    default boolean needsDistances() {
        return false;
    }

    /// A number for a number.
    static Integrand of(DoubleUnaryOperator f) {
        return (x, into) -> into[0] = f.applyAsDouble(x);
    }

    /// A function that needs the distances from the ends of the range.
    static Integrand nearEnds(EndFunction f) {
        return new Integrand() {
            @Override
            public void evaluate(double x, double[] into) {
                throw new IllegalStateException("a function of the distances is asked without them");
            }

            @Override
            public void evaluate(double x, double afterStart, double beforeEnd, double[] into) {
                into[0] = f.at(x, afterStart, beforeEnd);
            }

            @Override
            public boolean needsDistances() {
                return true;
            }
        };
    }

    /// f(x) with x - a and b - x.
    @FunctionalInterface
    interface EndFunction {
        double at(double x, double afterStart, double beforeEnd);
    }
}

package org.integrand.engine.quadrature;

import java.util.List;

/// What is known of an integral.
///
/// @param values      the value, one number for each component
/// @param error       bound of |value - integral| in the goal's norm, as far as it can be known from
///     values of f
/// @param evaluations of the integrand
/// @param ending      why it ended; only `CONVERGED` is within the tolerance
/// @param message     the same in words, with the place where something is wrong
/// @param intervals   the subdivision of the range, from left to right, where there is one
public record Estimate(
        double[] values, double error, long evaluations, Ending ending, String message, List<Interval> intervals) {
    /// A piece of the range and what it contributes.
    ///
    /// @param error the rule's own estimate, before extrapolation
    public record Interval(double from, double to, double error) {}

    public Estimate {
        intervals = List.copyOf(intervals);
    }

    /// The value of an integrand of one component, the first one of others.
    public double value() {
        return values[0];
    }

    /// Whether the error is within the tolerance.
    public boolean converged() {
        return ending == Ending.CONVERGED;
    }

    /// Itself.
    ///
    /// @throws ArithmeticException when the error is larger than allowed
    public Estimate requireConverged() {
        if (converged()) return this;
        throw new ArithmeticException("integral " + values[0] + " with error " + error + " after " + evaluations
                + " evaluations: " + message);
    }

    Estimate times(double sign) {
        double[] changed = values.clone();
        for (int i = 0; i < changed.length; i++) changed[i] *= sign;
        return new Estimate(changed, error, evaluations, ending, message, intervals);
    }
}

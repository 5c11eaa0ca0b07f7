package org.integrand.engine.sensitivity;

import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.DoubleSpace;

/// y' = f(t, y, p), y(t0) = y0, wanted up to t1, which may lie before t0.
///
/// @param field f with its derivatives
/// @param t0    the start, finite
/// @param t1    the end, finite and different from t0
/// @param y0    the initial state, finite, n components; copied here and by the accessor
/// @param p     the parameters, finite, m numbers; copied here and by the accessor
public record ParametricProblem(ParametricField field, double t0, double t1, double[] y0, double[] p) {
    /// @throws IllegalArgumentException when an argument breaks its bounds
    public ParametricProblem {
        requireLength("initial state of", y0, field.dimension(), "components");
        requireLength("parameters:", p, field.parameters(), "numbers");
        for (int i = 0; i < p.length; i++)
            if (!Double.isFinite(p[i]))
                throw new IllegalArgumentException("parameter " + i + " is " + p[i] + ": expected a finite number");
        y0 = y0.clone();
        p = p.clone();
        initialValueProblem(field, t0, t1, y0, p); // checks the rest
    }

    private static void requireLength(String what, double[] given, int expected, String unit) {
        if (given.length != expected)
            throw new IllegalArgumentException(
                    what + " " + given.length + " " + unit + ": expected as many as the field has, " + expected);
    }

    /// A copy of the initial state.
    @Override
    public double[] y0() {
        return y0.clone();
    }

    /// A copy of the parameters.
    @Override
    public double[] p() {
        return p.clone();
    }

    /// The problem for these parameters.
    public InitialValueProblem<double[]> initialValueProblem() {
        return initialValueProblem(field, t0, t1, y0, p);
    }

    private static InitialValueProblem<double[]> initialValueProblem(
            ParametricField field, double t0, double t1, double[] y0, double[] p) {
        return new InitialValueProblem<>(
                DoubleSpace.of(field.dimension()), (t, y, into) -> field.evaluate(t, y, p, into), t0, t1, y0);
    }
}

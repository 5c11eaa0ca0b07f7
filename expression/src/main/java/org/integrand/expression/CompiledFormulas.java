package org.integrand.expression;

/// Formulas as methods of the Java machine; for one thread at a time.
public interface CompiledFormulas {
    /// Writes the value of every formula at time t and state y to its place; `into` is another array than `y`.
    void evaluate(double t, double[] y, double[] into);
}

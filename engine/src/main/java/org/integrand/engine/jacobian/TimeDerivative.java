package org.integrand.engine.jacobian;

import org.integrand.engine.problem.VectorField;

/// df/dt at fixed y.
@FunctionalInterface
interface TimeDerivative {
    /// As [JacobianSystem#timeDerivative].
    void evaluate(double t, double h, double[] y, double[] fy, double[] into);

    /// The given derivative, or (f(t + d, y) - f(t, y)) / d with d = h / 10^6, at least some units in the last
    /// place of t: for a step that resolves f, what this neglects and what it rounds are both about a millionth
    /// of the step's own second-order term.
    static TimeDerivative of(Jacobian jacobian, VectorField<double[]> field) {
        return jacobian.timeDerivative()
                .<TimeDerivative>map(given -> (t, _, y, _, into) -> given.evaluate(t, y, into))
                .orElse((t, h, y, fy, into) -> {
                    double d = Math.copySign(Math.max(1e-6 * Math.abs(h), 16 * Math.ulp(t)), h);
                    double moved = t + d;
                    field.evaluate(moved, y, into);
                    for (int i = 0; i < into.length; i++) into[i] = (into[i] - fy[i]) / (moved - t);
                });
    }
}

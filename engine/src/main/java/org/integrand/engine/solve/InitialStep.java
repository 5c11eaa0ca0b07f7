package org.integrand.engine.solve;

import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;
import org.integrand.engine.space.Tolerance;

/// The length of a first step, after E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary Differential
/// Equations I", II.4 "Starting step size": an Euler step of one hundredth of the state's own time scale shows
/// the second derivative, and the step is chosen so that its largest derivative contributes one hundredth of
/// the allowed error.
final class InitialStep {
    private InitialStep() {}

    /// @param slope f(t0, y0)
    /// @param span  t1 - t0, signed
    /// @param errorOrder k: the error of a step is O(h^k)
    static <Y> double length(
            Space<Y> space,
            VectorField<Y> field,
            Tolerance tolerance,
            double t0,
            double span,
            Y y0,
            Y slope,
            int errorOrder) {
        double longest = Math.abs(span);
        double size = space.errorNorm(y0, y0, y0, tolerance);
        double speed = space.errorNorm(slope, y0, y0, tolerance);
        double trial = size < 1e-5 || speed < 1e-5 || !Double.isFinite(size / speed) ? 1e-6 : 0.01 * size / speed;
        trial = Math.min(trial, longest);

        Y euler = space.allocate();
        Y[] terms = space.allocate(2);
        space.copy(y0, terms[0]);
        space.copy(slope, terms[1]);
        double h = Math.copySign(trial, span);
        space.combine(new double[] {1, h}, terms, 2, euler);
        field.evaluate(t0 + h, euler, terms[0]);
        space.combine(new double[] {1, -1}, terms, 2, terms[0]);
        double bend = space.errorNorm(terms[0], y0, y0, tolerance) / trial;
        if (!Double.isFinite(bend))
            return Math.max(trial * 1e-3, Double.MIN_NORMAL); // f is not defined there: be careful

        double steepest = Math.max(speed, bend);
        double balanced = steepest <= 1e-15
                ? Math.max(1e-6, trial * 1e-3)
                : StrictMath.pow(0.01 / steepest, 1.0 / Math.max(1, errorOrder));
        return Math.min(Math.min(100 * trial, balanced), longest);
    }
}

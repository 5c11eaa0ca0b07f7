package org.integrand.diffusion.correction;

import org.integrand.diffusion.schedule.NoiseLevel;

/// A correction that can be differentiated, almost everywhere: where it has a kink the derivative is the one from
/// inside the limits, and beyond a limit it is 0.
public interface DifferentiableCorrection<Y> extends DataCorrection<Y> {
    /// cotangent = J^T cotangent in place, J = d corrected / d D at the uncorrected predictions `data`, which stay as
    /// they are.
    ///
    /// @return how many numbers were beyond a limit, so that nothing of the gradient comes back through them
    long pullback(Y data, NoiseLevel at, Y cotangent);
}

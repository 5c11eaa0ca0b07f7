package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.LinearWork;

/// One step of a one-step method, again and backwards.
interface StepPullback {
    /// into = the state after the step from (t, y) to `next`.
    void step(double t, double next, double[] y, double[] into);

    /// Takes an adjoint from the end of that step to its start: adjoint = (dy_next/dy)^T adjoint and
    /// gradient += (dy_next/dp)^T adjoint, the adjoint from before in both.
    void pull(double t, double next, double[] y, double[] adjoint, double[] gradient);

    /// What its linear systems cost so far.
    default LinearWork work() {
        return LinearWork.NONE;
    }
}

package org.integrand.engine.sensitivity;

import org.integrand.engine.method.reversible.AsynchronousLeapfrog;
import org.integrand.engine.method.reversible.CoupledRungeKutta;
import org.integrand.engine.method.reversible.ReversibleHeun;
import org.integrand.engine.method.reversible.ReversibleMethod;

/// The steps of a reversible method backwards: a pair of state and companion (y, z), and its adjoint
/// (a, b).
interface PairPullback {
    /// Undoes the step from t to `next`: (y, z) and (a, b) at `next` become those at t, in place, and
    /// gradient grows by the step's share.
    void back(double t, double next, double[] y, double[] z, double[] a, double[] b, double[] gradient);

    /// At t0 the companion follows from y: a += what b says, and what is left for the gradient.
    void begin(double t0, double[] y, double[] a, double[] b, double[] gradient);

    static PairPullback of(ReversibleMethod method, Task task) {
        return switch (method) {
            case ReversibleHeun _ -> new HeunPullback(task);
            case AsynchronousLeapfrog _ -> new LeapfrogPullback(task);
            case CoupledRungeKutta coupled -> new CoupledPullback(task, coupled);
        };
    }
}

package org.integrand.engine.sensitivity;

/// The integrand l(t, y, p) of a loss that is an integral over the trajectory.
public interface RunningLoss {
    /// l(t, y, p).
    double value(double t, double[] y, double[] p);

    /// intoY = dl/dy, intoP = dl/dp; both are zero before.
    void gradient(double t, double[] y, double[] p, double[] intoY, double[] intoP);
}

package org.integrand.engine.sensitivity;

import java.util.List;

/// The gradient of a loss.
///
/// Derivatives with respect to the times hold the times of the loss fixed that are not named: dL/dt1 =
/// dphi/dy f(t1, y1) of the terms at the end, + l(t1, y1); dL/dt0 = -a(t0) f(t0, y0) - l(t0, y0), a the
/// adjoint. They are those of the exact flow, also in the modes that differentiate the discrete
/// solution.
///
/// @param loss       L
/// @param state      y(t1)
/// @param y0         dL/dy0
/// @param p          dL/dp
/// @param t0         dL/dt0
/// @param t1         dL/dt1
/// @param cost       what it cost
/// @param backError of modes that compute the state backwards: the largest difference from the states
///     known, in units of the tolerance; 0 otherwise
/// @param warnings   what should be known of this result, one line each
public record Gradient(
        double loss,
        double[] state,
        double[] y0,
        double[] p,
        double t0,
        double t1,
        Cost cost,
        double backError,
        List<String> warnings) {
    public Gradient {
        state = state.clone();
        y0 = y0.clone();
        p = p.clone();
        warnings = List.copyOf(warnings);
    }
}

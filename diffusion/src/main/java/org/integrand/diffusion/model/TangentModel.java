package org.integrand.diffusion.model;

/// A denoiser that can be differentiated along directions.
public interface TangentModel<Y> extends DiffusionModel<Y> {
    /// into = J_x v + J_theta p at the batch `x`, v = `direction`, p = `parameters`.
    ///
    /// @param parameters as many numbers as [ParametricModel#parameters] says, none for a model without parameters
    /// @param into       another array than `x` and `direction`
    void jvp(Y x, double t, Y direction, double[] parameters, Y into);
}

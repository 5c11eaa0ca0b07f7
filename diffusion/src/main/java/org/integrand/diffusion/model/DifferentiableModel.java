package org.integrand.diffusion.model;

/// A denoiser that can be differentiated by its state.
public interface DifferentiableModel<Y> extends DiffusionModel<Y> {
    /// into = J^T c, J = d prediction(x, t) / dx at the batch `x`, c = `cotangent`, sample by sample. `into` is
    /// another array than the other two.
    void vjp(Y x, double t, Y cotangent, Y into);
}

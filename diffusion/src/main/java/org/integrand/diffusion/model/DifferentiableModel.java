package org.integrand.diffusion.model;

/// A denoiser that can be differentiated by its state.
public interface DifferentiableModel<Y> extends DiffusionModel<Y> {
    /// into = J^T c, J = d prediction(x, t) / dx at the batch `x`, c = `cotangent`, sample by sample. `into` is
    /// another array than the other two.
    void vjp(Y x, double t, Y cotangent, Y into);

    /// into = prediction(x, t), bit for bit as [#evaluate] gives it, and the derivative there. A network keeps what it
    /// has computed, so that both together cost less than an evaluation and a product.
    ///
    /// @param x stays as it is until the result is closed
    default Pullback<Y> linearise(Y x, double t, Y into) {
        evaluate(x, t, into);
        return Pullback.again(this, x, t);
    }
}

package org.integrand.diffusion.model;

/// The derivative of a model at one batch and time, J = d prediction(x, t) / dx, ready for products: what the model has
/// computed at x may have been kept for it. To be closed.
public interface Pullback<Y> extends AutoCloseable {
    /// into = J^T c, c = `cotangent`, and for a [ParametricModel] gradient += J_theta^T c, as
    /// [ParametricModel#vjp(Object, double, Object, Object, double\[\])] does.
    ///
    /// @param into     another array than `cotangent`
    /// @param gradient as long as the model has parameters; empty when it has none
    void pull(Y cotangent, Y into, double[] gradient);

    /// Bytes that are kept beside x.
    default long bytes() {
        return 0;
    }

    @Override
    default void close() {}

    /// Keeps nothing and asks the model again. `x` must stay as it is.
    static <Y> Pullback<Y> again(DifferentiableModel<Y> model, Y x, double t) {
        var parametric = ParametricModel.of(model);
        return (cotangent, into, gradient) -> parametric.vjp(x, t, cotangent, into, gradient);
    }
}

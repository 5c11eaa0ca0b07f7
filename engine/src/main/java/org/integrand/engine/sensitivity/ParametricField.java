package org.integrand.engine.sensitivity;

import java.util.Optional;
import org.integrand.engine.jacobian.Jacobian;

/// The right-hand side of y' = f(t, y, p) with its derivatives: n components, m parameters.
///
/// Where the derivatives are not at hand, `Derivatives` makes them from Jacobian matrices, by complex
/// steps or by differences. No function may change or keep its arguments; each must write every
/// component of what it is to fill.
public interface ParametricField {
    /// n, the number of components of y and f.
    int dimension();

    /// m, the number of parameters; may be 0.
    int parameters();

    /// into = f(t, y, p).
    void evaluate(double t, double[] y, double[] p, double[] into);

    /// The vector-Jacobian product: intoY = (df/dy)^T v, intoP = (df/dp)^T v.
    void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP);

    /// The Jacobian-vector product where there is a better one than n vector-Jacobian products; the
    /// forward mode uses it.
    default Optional<Jvp> jvp() {
        return Optional.empty();
    }

    /// Structure and entries of df/dy for these parameters, for stiff methods: dense and by n
    /// vector-Jacobian products unless overridden.
    default Jacobian jacobian(double[] p) {
        return Jacobian.dense(new RowsByProducts(this, p));
    }

    /// A Jacobian-vector product.
    @FunctionalInterface
    interface Jvp {
        /// into = df/dy dy + df/dp dp at (t, y, p).
        void evaluate(double t, double[] y, double[] p, double[] dy, double[] dp, double[] into);
    }
}

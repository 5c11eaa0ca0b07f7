package org.integrand.engine.problem;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// g(t, y) dW with one process for all variables.
///
/// @param field   g: n numbers
/// @param product (dg/dy) g: n numbers; where it is not given, methods that need it use a difference quotient
public record ScalarNoise(VectorField<double[]> field, Optional<VectorField<double[]>> product)
        implements CommutativeNoise<ScalarNoise> {
    /// Without derivatives.
    public static ScalarNoise of(VectorField<double[]> field) {
        return new ScalarNoise(field, Optional.empty());
    }

    /// With (dg/dy) g.
    public static ScalarNoise of(VectorField<double[]> field, VectorField<double[]> product) {
        return new ScalarNoise(field, Optional.of(product));
    }

    @Override
    public int processes(int variables) {
        return 1;
    }

    @Override
    public int size(int variables) {
        return variables;
    }

    @Override
    public void evaluate(double t, double[] y, double[] into) {
        field.evaluate(t, y, into);
    }

    @Override
    public void times(double[] g, double[] increment, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] = g[i] * increment[0];
    }

    @Override
    public ScalarNoise wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new ScalarNoise(wrapping.apply(field), product.map(wrapping));
    }
}

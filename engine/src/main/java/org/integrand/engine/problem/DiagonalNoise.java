package org.integrand.engine.problem;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// g_i(t, y_i) dW_i: every variable has a process of its own, whose strength depends on the variable itself and on no
/// other. (Where it depends on others, the noise does not commute: that is a [GeneralNoise].)
///
/// @param field   g: n numbers, number i a function of t and y_i
/// @param product g_i dg_i/dy_i: n numbers; where it is not given, methods that need it use a difference quotient
public record DiagonalNoise(VectorField<double[]> field, Optional<VectorField<double[]>> product)
        implements CommutativeNoise<DiagonalNoise> {
    /// Without derivatives.
    public static DiagonalNoise of(VectorField<double[]> field) {
        return new DiagonalNoise(field, Optional.empty());
    }

    /// With g_i dg_i/dy_i.
    public static DiagonalNoise of(VectorField<double[]> field, VectorField<double[]> product) {
        return new DiagonalNoise(field, Optional.of(product));
    }

    @Override
    public int processes(int variables) {
        return variables;
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
        for (int i = 0; i < into.length; i++) into[i] = g[i] * increment[i];
    }

    @Override
    public DiagonalNoise wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new DiagonalNoise(wrapping.apply(field), product.map(wrapping));
    }
}

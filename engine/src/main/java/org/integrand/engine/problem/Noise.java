package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// The term g(t, y) dW of a stochastic differential equation: what its m independent Brownian motions do to the n
/// variables. Its shape is a type, since methods differ in what they can do:
///
/// | noise | variable i feels | m |
/// |---|---|---|
/// | [AdditiveNoise] | sum_j g_ij(t) dW_j: the state does not matter | any |
/// | [ScalarNoise] | g_i(t, y) dW: one motion for all | 1 |
/// | [DiagonalNoise] | g_i(t, y_i) dW_i: each its own, by its own value | n |
/// | [GeneralNoise] | sum_j g_ij(t, y) dW_j | any |
///
/// @param <N> the noise's own type
public sealed interface Noise<N extends Noise<N>> permits CommutativeNoise, GeneralNoise {
    /// m for n variables.
    int processes(int variables);

    /// Numbers in g for n variables: n, or n m row by row.
    int size(int variables);

    /// into = g(t, y).
    void evaluate(double t, double[] y, double[] into);

    /// into = g dW, for the g that [#evaluate] gave.
    void times(double[] g, double[] increment, double[] into);

    /// The same noise with the functions that the user gave wrapped.
    N wrapped(UnaryOperator<VectorField<double[]>> wrapping);
}

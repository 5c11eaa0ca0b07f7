package org.integrand.engine.problem;

/// Noise whose terms may be interchanged, L^i g^j = L^j g^i with L^j = sum_k g_kj d/dy_k: then a solution of strong
/// order 1 needs no Levy areas of pairs of processes, and steps may be chosen by looking at the path.
///
/// @param <N> the noise's own type
public sealed interface CommutativeNoise<N extends CommutativeNoise<N>> extends Noise<N>
        permits AdditiveNoise, ScalarNoise, DiagonalNoise {}

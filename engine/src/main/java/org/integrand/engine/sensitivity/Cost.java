package org.integrand.engine.sensitivity;

import org.integrand.engine.jacobian.LinearWork;

/// What a gradient cost, forward and backward solve together.
///
/// @param evaluations    of f
/// @param vjps           vector-Jacobian products, without those that fill Jacobian matrices
/// @param jvps           Jacobian-vector products
/// @param linear         Jacobian matrices, factorizations and solves
/// @param steps          accepted steps of the forward solve
/// @param backwardSteps  steps of the way back
/// @param recomputed     forward steps that were made again for want of memory
/// @param storedStates states of n numbers kept at the same time for the way back, at most; a step kept
///     with its dense output counts as order + 1
public record Cost(
        long evaluations,
        long vjps,
        long jvps,
        LinearWork linear,
        long steps,
        long backwardSteps,
        long recomputed,
        long storedStates) {}

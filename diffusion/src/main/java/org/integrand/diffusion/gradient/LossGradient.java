package org.integrand.diffusion.gradient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The gradient of a loss of the sample.
///
/// @param loss           L
/// @param sample         x_0, the batch that the plan made
/// @param initial        dL with respect to each state that the plan was given, x first
/// @param parameters     dL with respect to the model's parameters by group, in the model's order; empty for a model
///     without parameters
/// @param cost           what it cost
/// @param largestAdjoint the largest Euclidean norm of dL/dx at the ends of steps: where it is far above that of the
///     loss's own gradient, the path is unstable and the gradient says little of a finite change
/// @param reconstruction relative error of the states computed backwards at the start of sampling, in modes that
///     compute them; 0 otherwise
/// @param warnings       what should be known of this result, one line each
public record LossGradient<Y>(
        double loss,
        Y sample,
        List<Y> initial,
        Map<String, double[]> parameters,
        Cost cost,
        double largestAdjoint,
        double reconstruction,
        List<String> warnings) {
    /// What was asked of the model, way there and back, and what was kept.
    ///
    /// @param evaluations  of the model
    /// @param vjps         products of a transposed Jacobian with a state
    /// @param storedStates states kept at the same time for the way back, at most
    /// @param storedBytes  bytes that the model kept beside these states at the same time, at most
    /// @param recomputed   steps made again for want of memory
    public record Cost(long evaluations, long vjps, long storedStates, long storedBytes, long recomputed) {}

    public LossGradient {
        initial = List.copyOf(initial);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        warnings = List.copyOf(warnings);
    }

    /// The gradient with respect to a group of parameters.
    /// @throws IllegalArgumentException when the model has no such group
    public double[] of(String group) {
        double[] found = parameters.get(group);
        if (found == null)
            throw new IllegalArgumentException("gradient of '" + group + "': expected one of " + parameters.keySet());
        return found;
    }

    /// dL/dx_T.
    public Y start() {
        return initial.getFirst();
    }
}

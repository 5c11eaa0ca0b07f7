package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// How a step sees the prediction along it, given its values at some nodes: x_t = carry x_s + sum_j w_j
/// P_j. The weights depend on schedule and nodes only.
sealed interface Extrapolation permits Lagrange, Differences, UniformAdams, UnifiedShortcut {
    /// w_j, in the order of the nodes.
    ///
    /// @param nodes where the prediction is known: of a predictor the step's start, then earlier points;
    ///     of a corrector the step's end before them
    double[] weights(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes);

    /// Whether a step to zero noise may use more than one node.
    default boolean definedToZeroNoise(Prediction prediction) {
        return false;
    }
}

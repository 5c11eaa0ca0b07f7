package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The Adams-Bashforth weights of uniform steps times the gain of order 1, whatever the steps are: 1; (3,
/// -1) / 2; (23, -16, 5) / 12; (55, -59, 37, -9) / 24. On other grids than uniform ones in rho of order 2
/// at most, where the grid is smooth, and of order 1 where it is not; yet good in few steps.
/// Sources: L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds" (PNDM), ICLR 2022,
/// eq. 12; DEIS (arXiv 2204.13902), appendix B.2 (iPNDM).
record UniformAdams() implements Extrapolation {
    private static final double[][] WEIGHTS = {
        {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    /// The weights alone.
    static double[] of(int nodes) {
        return WEIGHTS[nodes - 1].clone();
    }

    @Override
    public double[] weights(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        double[] weights = of(nodes.size());
        for (int j = 0; j < weights.length; j++) weights[j] *= step.gain(1);
        return weights;
    }

    @Override
    public boolean definedToZeroNoise(Prediction prediction) {
        return true;
    }
}

package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// UniPC's weights: those of the polynomial in lambda, but for two nodes, where the paper sets rho_1 = 1/2
/// instead of solving for it: gain(1) P_0 + b / 2 (P_1 - P_0) / r_1, r_1 = (lambda_1 - lambda_0) / h. Only
/// there the two choices of b differ, in general they cancel.
/// Source: W. Zhao et al., "UniPC", NeurIPS 2023 (arXiv 2302.04867), section 3.3 and appendix F.
///
/// @param variant    b
/// @param correcting whether node 1 is the end of the step and node 0 its start, or the start and an
///     earlier point
record UnifiedShortcut(UniPc.Variant variant, boolean correcting) implements Extrapolation {
    private static final Lagrange POLYNOMIAL = new Lagrange(Interpolation.LAMBDA);

    @Override
    public double[] weights(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        if (nodes.size() != 2) return POLYNOMIAL.weights(schedule, step, nodes);
        double b = variant == UniPc.Variant.BH2 ? step.gain(1) : step.scale() * step.h();
        NoiseLevel other = nodes.get(correcting ? 0 : 1);
        double w = b / 2 * step.h() / (other.halfLogSnr() - step.start().halfLogSnr());
        return correcting ? new double[] {w, step.gain(1) - w} : new double[] {step.gain(1) - w, w};
    }
}

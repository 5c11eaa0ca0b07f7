package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The differences of DPM-Solver's multistep methods, nodes s, r, q: with d = (P_s - P_r) / r0, r0 =
/// (lambda_s - lambda_r) / h, e = (P_r - P_q) / r1, r1 = (lambda_r - lambda_q) / h,
///
/// * order 2: gain(1) P_s + w d, w = gain(1) / 2 or, solver type taylor, gain(2);
/// * order 3: gain(1) P_s + gain(2) D1 + gain(3) D2, D1 = d + r0 / (r0 + r1) (d - e), D2 = c (d - e) / (r0
///   + r1): the derivatives of the parabola through the three points when c = 2. The releases have c = 1,
///   see [Compatibility].
/// Source: Lu et al., "DPM-Solver++", arXiv 2211.01095, algorithm 2, and the authors' release.
record Differences(SolverType type, Compatibility compatibility) implements Extrapolation {
    @Override
    public double[] weights(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        return switch (nodes.size()) {
            case 1 -> new double[] {step.gain(1)};
            case 2 -> second(step, nodes.get(0), nodes.get(1));
            case 3 -> third(step, nodes.get(0), nodes.get(1), nodes.get(2));
            default -> throw new IllegalArgumentException(nodes.size() + " nodes: expected 1, 2 or 3");
        };
    }

    private double[] second(ExponentialStep step, NoiseLevel s, NoiseLevel r) {
        double r0 = (s.halfLogSnr() - r.halfLogSnr()) / step.h();
        double w = (type == SolverType.TAYLOR ? step.gain(2) : step.gain(1) / 2) / r0;
        return new double[] {step.gain(1) + w, -w};
    }

    private double[] third(ExponentialStep step, NoiseLevel s, NoiseLevel r, NoiseLevel q) {
        double r0 = (s.halfLogSnr() - r.halfLogSnr()) / step.h();
        double r1 = (r.halfLogSnr() - q.halfLogSnr()) / step.h();
        double ofDifference = (step.gain(2) * r0 + compatibility.secondDifference * step.gain(3)) / (r0 + r1);
        double d = (step.gain(2) + ofDifference) / r0;
        double e = -ofDifference / r1;
        return new double[] {step.gain(1) + d, e - d, -e};
    }
}

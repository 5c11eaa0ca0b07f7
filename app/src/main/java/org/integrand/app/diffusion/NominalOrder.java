package org.integrand.app.diffusion;

import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.RhoTableau;

/// The order of accuracy that a sampler has in theory, as it is configured, in many steps and from an exact
/// history.
final class NominalOrder {
    private NominalOrder() {}

    static int of(SamplerSpec sampler) {
        return switch (sampler) {
            case DpmSamplers dpm -> ofDifferences(dpm);
            case AdamsSamplers adams -> ofAdams(adams);
            case OneStepSamplers one -> ofOneStep(one);
            case TwoWaySamplers twoWay -> ofTwoWay(twoWay);
            case ScheduleSampler schedule ->
                throw new IllegalArgumentException("sampler " + schedule.file() + ": no order is known");
            case SchedulerSampler scheduler ->
                throw new IllegalArgumentException("sampler " + scheduler.label() + ": no order is known");
        };
    }

    private static int ofDifferences(DpmSamplers sampler) {
        return switch (sampler) {
            case DpmSamplers.DpmSolver s ->
                switch (s.method()) {
                    case MULTISTEP -> multistep(s.order(), s.compat());
                    case SINGLESTEP -> Math.min(s.order(), 2); // the last steps of the plan are of order 2 and 1
                    case SINGLESTEP_FIXED, ADAPTIVE -> s.order();
                };
            case DpmSamplers.DpmSolverSde s -> multistep(s.order(), s.compat());
            case DpmSamplers.DpmFast _ -> 2;
            case DpmSamplers.DpmAdaptiveKarras s -> s.order();
            case DpmSamplers.UniPc s -> {
                int order = s.corrector() ? s.order() + 1 : s.order();
                yield s.lowerOrderFinal() ? Math.min(order, 2) : order; // one step of order 1 leaves order 2
            }
        };
    }

    /// The second difference of the release has half its weight: order 2.
    private static int multistep(int order, Compatibility whose) {
        return whose == Compatibility.RELEASE ? Math.min(order, 2) : order;
    }

    private static int ofAdams(AdamsSamplers sampler) {
        return switch (sampler) {
            case AdamsSamplers.DeisTime s -> s.polynomial().order() + 1;
            case AdamsSamplers.DeisRho s -> s.polynomial().order() + 1;
            case AdamsSamplers.DeisLambda s -> s.polynomial().order() + 1;
            case AdamsSamplers.Lms s -> s.combined().order();
            // weights of uniform steps: the lengths of neighbours differ in the next order of a step on smooth grids
            case AdamsSamplers.Ipndm s -> Math.min(s.combined().order(), 2);
            case AdamsSamplers.Pndm _ -> 2;
        };
    }

    private static int ofOneStep(OneStepSamplers sampler) {
        return switch (sampler) {
            case OneStepSamplers.Ddim _,
                    OneStepSamplers.Ddpm _,
                    OneStepSamplers.Euler _,
                    OneStepSamplers.EulerAncestral _ -> 1;
            case OneStepSamplers.Heun _,
                    OneStepSamplers.Dpm2 _,
                    OneStepSamplers.Dpm2Ancestral _,
                    OneStepSamplers.Dpm2sAncestral _,
                    OneStepSamplers.DpmSde _ -> 2;
            case OneStepSamplers.DeisRungeKutta s ->
                RhoTableau.spelled(s.tableau()).order();
        };
    }

    /// gamma = 1 is symmetric; below, the error of a first-order step back remains.
    private static int ofTwoWay(TwoWaySamplers sampler) {
        return switch (sampler) {
            case TwoWaySamplers.Bdia s -> s.gamma() == 1 || s.base() == TwoWaySamplers.Base.DPM_2S ? 2 : 1;
            case TwoWaySamplers.BdiaEdm s -> s.backward() == TwoWaySamplers.Backward.HEUN ? 2 : 1;
            case TwoWaySamplers.Optimal _, TwoWaySamplers.Leapfrog _ -> 2;
            case TwoWaySamplers.Edict _ -> 1;
        };
    }
}

package org.integrand.diffusion.sampler;

import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// iPNDM: the weights of uniform Adams-Bashforth in the step of DDIM, without the extra evaluations at the
/// start that PNDM has. Source: DEIS (arXiv 2204.13902), appendix B.2, after Liu et al., PNDM, ICLR 2022.
///
/// @param order         1 ... 4 evaluations
/// @param analyticFirst whether the first evaluation is guessed, see [PlanBuilder]
/// @param denoiseToZero whether a last step takes the sample to zero noise
public record Ipndm(int order, boolean analyticFirst, boolean denoiseToZero) implements Sampler {
    public Ipndm {
        if (order < 1 || order > 4)
            throw new IllegalArgumentException("order " + order + " of ipndm: expected 1 ... 4");
    }

    /// Of order 4, as in the papers.
    public Ipndm() {
        this(4, false, false);
    }

    @Override
    public String name() {
        return "ipndm";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        var rule = new Multistep(Prediction.NOISE, order, new UniformAdams(), Lowering.NEVER);
        var plan = new PlanBuilder(name() + " order " + order, Prediction.NOISE, order, analyticFirst);
        rule.write(
                plan,
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
        return plan.build();
    }
}

package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// k-diffusion's `dpm_fast`: DPM-Solver's "fast" plan of order 3 on steps uniform in lambda whatever the
/// grid, ancestral with eta > 0; `down` does not pass the end. Without noise it is [DpmSolver] singlestep
/// of order 3 on [TimeGrid.LogSnr].
///
/// @param eta   how much noise
/// @param noise factor of the noise
public record DpmFast(double eta, double noise, boolean denoiseToZero) implements Sampler {
    public DpmFast {
        ExponentialStep.requireEta(eta);
    }

    @Override
    public String name() {
        return "dpm-fast";
    }

    /// @param steps number of evaluations
    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        List<Integer> orders = Singlestep.fast(steps, 3);
        var plan = new PlanBuilder(eta == 0 ? name() : name() + " eta " + eta, Prediction.NOISE, 3);
        List<NoiseLevel> levels =
                Sampler.levels(schedule, TimeGrid.logSnr().points(schedule, start, end, orders.size()), false);
        NoiseLevel last = levels.getLast();
        var ancestral = new Stochasticity.Ancestral(eta, noise);
        for (int i = 0; i < orders.size(); i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            plan.step(s, t);
            NoiseLevel down = ancestral.split(schedule, s, t).down();
            if (down.rho() < last.rho()) down = last;
            int order = orders.get(i);
            double[] inner = order == 1 ? new double[0] : TimeGrid.logSnr().points(schedule, s.t(), down.t(), order);
            Singlestep.write(
                    plan, new ExponentialStep(s, down, Prediction.NOISE), SolverType.DPMSOLVER, order, schedule, inner);
            double up = Math.sqrt((t.rho() - down.rho()) * (t.rho() + down.rho()));
            if (eta > 0) plan.perturb(t.alpha() / down.alpha(), t.alpha() * noise * up, 0, s, t);
        }
        if (denoiseToZero || grid.toZero()) Ddim.denoise(plan, last, Prediction.NOISE);
        return plan.build();
    }
}

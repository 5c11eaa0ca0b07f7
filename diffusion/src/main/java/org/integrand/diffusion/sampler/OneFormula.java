package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The same formula on each step of the grid, deterministic or with noise: EDM's Euler, Heun and DPM2,
/// rhoRK-DEIS, the ancestral and churned samplers of k-diffusion, DDIM(eta). Whatever the schedule, the
/// steps are those of v = x / alpha at noise level rho, so on a variance-exploding one they are
/// k-diffusion's.
///
/// @param name          by which a user asks for it
/// @param stochasticity whether and how noise is added
/// @param analyticFirst whether the first evaluation is guessed, see [PlanBuilder]
/// @param denoiseToZero whether a last step takes the sample to zero noise
public record OneFormula(
        String name, StepFormula formula, Stochasticity stochasticity, boolean analyticFirst, boolean denoiseToZero)
        implements LevelSampler {
    /// Without noise, ending at the given time.
    public OneFormula(String name, StepFormula formula) {
        this(name, formula, Stochasticity.none(), false, false);
    }

    /// EDM's Euler, DDIM in the noise form.
    public static OneFormula euler() {
        return new OneFormula("euler", new StepFormula.Euler());
    }

    /// EDM's Heun.
    public static OneFormula heun() {
        return new OneFormula("heun", new StepFormula.RungeKutta(RhoTableau.HEUN_2));
    }

    /// EDM's DPM2: the stage at the fraction r of lambda, usually 1/2.
    public static OneFormula dpm2(double r) {
        return new OneFormula("dpm2", new StepFormula.TwoStages(Prediction.NOISE, r));
    }

    /// rhoRK-DEIS.
    public static OneFormula deis(RhoTableau tableau) {
        return new OneFormula("deis-rhork", new StepFormula.RungeKutta(tableau));
    }

    /// The same with noise.
    public OneFormula with(Stochasticity noise) {
        return new OneFormula(name, formula, noise, analyticFirst, denoiseToZero);
    }

    /// The same with a last step to zero noise.
    public OneFormula withDenoiseToZero(boolean denoise) {
        return new OneFormula(name, formula, stochasticity, analyticFirst, denoise);
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        boolean signalless = levels.getFirst().signalless();
        StepFormula used =
                signalless && formula instanceof StepFormula.Euler ? new StepFormula.Euler(Prediction.DATA) : formula;
        var plan = new PlanBuilder(
                name.equals(formula.description()) ? name : name + " " + formula.description(),
                used.prediction(),
                used.evaluations(),
                analyticFirst);
        write(plan, schedule, used, levels);
        return plan.build();
    }

    private void write(PlanBuilder plan, NoiseSchedule schedule, StepFormula used, List<NoiseLevel> levels) {
        int steps = levels.size() - 1;
        for (int i = 0; i < steps; i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            plan.step(s, t);
            switch (stochasticity) {
                case Stochasticity.None _ -> used.write(plan, schedule, s, t);
                case Stochasticity.Churn churn -> {
                    if (churn.amount() == 0) used.write(plan, schedule, s, t);
                    else used.write(plan, schedule, churned(plan, schedule, churn, s, steps), t);
                }
                case Stochasticity.Ancestral ancestral -> {
                    var split = ancestral.split(schedule, s, t);
                    used.write(plan, schedule, s, split.down());
                    if (split.up() > 0)
                        plan.perturb(
                                t.alpha() / split.down().alpha(), t.alpha() * ancestral.noise() * split.up(), 0, s, t);
                }
            }
        }
    }

    /// Adds noise and gives the level reached. A draw is made also where none is added, as k-diffusion
    /// does.
    private static NoiseLevel churned(
            PlanBuilder plan, NoiseSchedule schedule, Stochasticity.Churn churn, NoiseLevel s, int steps) {
        double gamma = churn.gamma(s.rho(), steps);
        if (gamma == 0) {
            plan.draw(0, s, s);
            return s;
        }
        NoiseLevel up = Stages.atRho(schedule, s.rho() * (1 + gamma));
        double added = s.rho() * Math.sqrt(gamma * (2 + gamma));
        plan.perturb(up.alpha() / s.alpha(), up.alpha() * churn.noise() * added, 0, s, up);
        return up;
    }
}

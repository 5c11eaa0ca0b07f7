package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// DDIM, order 1: x_t = (alpha_t / alpha_s) x_s + alpha_t (rho_t - rho_s) eps_s = (sigma_t / sigma_s) x_s +
/// alpha_t (1 - e^-h) D_s. The two are the same numbers. Equal to DPM-Solver-1 and to Euler's method for
/// dv / drho = eps, v = x / alpha.
/// Source: J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models", ICLR 2021, eq. 12 with sigma
/// = 0.
///
/// @param prediction    in which form, NOISE or DATA; from zero signal it is DATA, the other form divides
///     by alpha
/// @param denoiseToZero whether a last evaluation takes the sample to zero noise: x = D
public record Ddim(Prediction prediction, boolean denoiseToZero) implements LevelSampler {
    public Ddim {
        ExponentialStep.requireSupported(prediction);
    }

    /// In the noise form, ending at the given time.
    public Ddim() {
        this(Prediction.NOISE, false);
    }

    @Override
    public String name() {
        return "ddim";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        Prediction form = levels.getFirst().signalless() ? Prediction.DATA : prediction;
        var plan = new PlanBuilder(name(), form, 1);
        for (int i = 0; i < levels.size() - 1; i++)
            step(plan, new ExponentialStep(levels.get(i), levels.get(i + 1), form));
        return plan.build();
    }

    /// x_t = carry x_s + gain(1) P_s.
    static void step(PlanBuilder plan, ExponentialStep step) {
        plan.step(step.start(), step.end());
        Stages.first(plan, step);
    }

    /// The step of order 1 to zero noise, which is x = D.
    static void denoise(PlanBuilder plan, NoiseLevel last, Prediction prediction) {
        if (last.noiseless())
            throw new IllegalArgumentException(
                    "denoise to zero: t " + last.t() + " has no noise left, expected an end with noise");
        step(plan, new ExponentialStep(last, NoiseLevel.CLEAN, prediction));
    }
}

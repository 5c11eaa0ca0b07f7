package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.Locale;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Exponential Adams-Bashforth of the probability flow: the noise (or data) prediction as a polynomial of
/// degree q in the time (tAB-DEIS), in rho (rhoAB-DEIS; with alpha = 1 this is k-diffusion's LMS of order
/// q + 1) or in lambda (DEIS of diffusers; UniP with exact weights). Degree 0 is DDIM. Weights are exact,
/// the release's are a Riemann sum that is off by up to 4e-3.
/// Source: Q. Zhang, Y. Chen, "Fast sampling of diffusion models with exponential integrator", ICLR 2023
/// (arXiv 2204.13902), section 3.2.
///
/// @param variable      in which the polynomial is one
/// @param degree        q, 0 ... 3: order q + 1, from q earlier evaluations
/// @param lowering      whether the last steps lower their order
/// @param analyticFirst whether the first evaluation is guessed, see [PlanBuilder]
/// @param denoiseToZero whether a last step takes the sample to zero noise
public record Deis(
        Interpolation variable,
        int degree,
        Prediction prediction,
        Lowering lowering,
        boolean analyticFirst,
        boolean denoiseToZero)
        implements LevelSampler {
    public Deis {
        ExponentialStep.requireSupported(prediction);
        if (degree < 0 || degree > 3) throw new IllegalArgumentException("degree " + degree + ": expected 0 ... 3");
    }

    /// Noise prediction, orders never lowered, as in the paper.
    public Deis(Interpolation variable, int degree) {
        this(variable, degree, Prediction.NOISE, Lowering.NEVER, false, false);
    }

    @Override
    public String name() {
        return switch (variable) {
            case TIME -> "deis-tab";
            case RHO -> "deis-rhoab";
            case LAMBDA -> "deis-lambda";
        };
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var rule = new Multistep(prediction, degree + 1, new Lagrange(variable), lowering);
        var plan = new PlanBuilder(description(), prediction, rule.history(), analyticFirst);
        rule.write(plan, schedule, levels);
        return plan.build();
    }

    private String description() {
        return name() + " degree " + degree
                + (prediction == Prediction.NOISE ? "" : " " + prediction).toLowerCase(Locale.ROOT);
    }
}

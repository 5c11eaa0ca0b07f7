package org.integrand.diffusion.diffusers;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.schedule.NoiseLevel;

/// DDPM: x_t ~ the posterior of x_t given x_s and D, with alpha = alpha_s / alpha_t and beta = 1 - alpha^2: mean
/// alpha_t beta / sigma_s^2 D + alpha sigma_t^2 / sigma_s^2 x_s, variance beta sigma_t^2 / sigma_s^2
/// (`fixed_small`) or beta (`fixed_large`).
/// Source: Ho, Jain, Abbeel, "Denoising diffusion probabilistic models", NeurIPS 2020, eq. 7 and section 3.2.
record DdpmSteps(SchedulerConfig config, Compatibility compat) {
    Plan plan(List<NoiseLevel> levels) {
        boolean large = switch (config.text("variance_type")) {
            case "fixed_small", "fixed_small_log" -> false;
            case "fixed_large" -> true;
            default -> throw config.wrong("variance_type", "fixed_small, fixed_small_log or fixed_large");
        };
        var plan = new PlanBuilder("ddpm", Prediction.DATA, 1);
        for (int i = 0; i < levels.size() - 1; i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            double alpha = s.alpha() / t.alpha();
            double beta = 1 - alpha * alpha;
            double part = Math.pow(t.sigma() / s.sigma(), 2);
            plan.step(s, t);
            var d = plan.evaluate(s);
            plan.advance(alpha * part, d.times(t.alpha() * beta / (s.sigma() * s.sigma())));
            double deviation = Math.sqrt(large ? beta : beta * part);
            boolean draws = !t.noiseless() || (large && compat == Compatibility.RELEASE && s.t() > 0);
            if (draws) plan.perturb(1, deviation, 0, s, t);
        }
        return plan.build();
    }
}

package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.ReleasedSteps;
import org.integrand.diffusion.sampler.ReleasedSteps.Aim;
import org.integrand.diffusion.schedule.NoiseLevel;

/// `IPNDMScheduler`: velocities at angles, sigma = sin^2(pi u / 2) for u = 1, ..., 0. It starts without signal,
/// where the noise form knows nothing of the data: its first evaluation is spent on sigma alone.
final class AngleSteps {
    private AngleSteps() {}

    static Scheduler.Made made(SchedulerConfig config, int steps) {
        if (config.value("trained_betas").isPresent()) throw config.wrong("trained_betas", "null");
        if (steps < 2) throw new IllegalArgumentException("inference steps 1 of IPNDM: expected at least 2");
        List<NoiseLevel> levels = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double sigma = Math.pow(Math.sin(Math.PI / 2 * (steps - i) / steps), 2);
            double alpha = i == 0 ? 0 : Math.sqrt(1 - sigma * sigma);
            levels.add(new NoiseLevel(2 / Math.PI * Math.atan2(sigma, alpha), alpha, sigma));
        }
        levels.add(NoiseLevel.CLEAN);
        List<Aim> aims = new ArrayList<>();
        for (int i = 0; i < steps; i++) aims.add(new Aim(levels.get(i), levels.get(i + 1)));
        var schedule = new TimestepSchedule.Angle();
        var plan = new ReleasedSteps("ipndm", 4, false).along(schedule, levels, aims);
        return Scheduler.Made.plain(plan, List.of(), schedule, Prediction.V, new DataLimit.None());
    }
}

package org.integrand.diffusion.inversion;

import java.util.List;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The usual inversion, for comparison: DDIM run from data to noise. It is not exact, it evaluates at
/// the wrong end of each step, and so is of order 1 like DDIM. Source: J. Song, C. Meng, S. Ermon,
/// "Denoising diffusion implicit models", ICLR 2021, section 4.3.
public record DdimInversion() implements TwoWaySampler {
    @Override
    public String name() {
        return "ddim";
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        return new Ddim().along(schedule, levels);
    }

    @Override
    public Plan decode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        return along(schedule, levels);
    }

    @Override
    public Plan encode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        TwoWaySampler.requireNoiseAtTheEnd(levels);
        return along(schedule, levels.reversed());
    }
}

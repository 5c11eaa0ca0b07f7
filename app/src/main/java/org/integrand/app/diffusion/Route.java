package org.integrand.app.diffusion;

import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// How noise becomes data: by a plan, or by steps that are chosen on the way.
sealed interface Route {
    /// By a plan.
    record Planned(Plan plan) implements Route {}

    /// By an adaptive sampler.
    record Chosen(SamplerSpec.Adaptive sampler, NoiseSchedule schedule, double start, double end) implements Route {}

    /// How many samples may be worked off together, given how many the model likes: all that share their
    /// steps, and one where each has its own.
    default int batch(int liked, int all) {
        return switch (this) {
            case Planned _ -> liked;
            case Chosen chosen -> chosen.sampler().coupled() ? all : 1;
        };
    }
}

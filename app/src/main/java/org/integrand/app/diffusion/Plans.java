package org.integrand.app.diffusion;

import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Compiles the plan that a job describes.
///
/// @param times where sampling starts and ends
record Plans(ScheduleSpec schedule, GridSpec grid, Times times) {
    private static final double EDM_START = 80;

    /// The plan with the grid's own number of steps, or with exactly so many evaluations.
    ///
    /// @throws IllegalArgumentException when there is no such plan
    Plan plan(SamplerSpec sampler, OptionalInt evaluations) {
        return evaluations.isPresent() ? exactly(sampler, evaluations.getAsInt()) : compile(sampler, grid.steps());
    }

    /// The plan, or what an adaptive sampler needs instead.
    ///
    /// @throws IllegalArgumentException when there is no such plan
    Route route(SamplerSpec sampler, OptionalInt evaluations) {
        var adaptive = sampler.adaptive();
        if (adaptive.isEmpty()) return new Route.Planned(plan(sampler, evaluations));
        if (evaluations.isPresent())
            throw new IllegalArgumentException("evaluations " + evaluations.getAsInt() + ": " + sampler.label()
                    + " chooses its steps by their error, expected tolerances instead");
        return new Route.Chosen(adaptive.get(), noise(), start(), end(grid.steps()));
    }

    /// The start of sampling.
    double start() {
        if (grid instanceof ListedGridSpec listed) return listed.times(noise())[0];
        double latest = schedule instanceof ScheduleSpec.Edm
                ? EDM_START
                : schedule.schedule().tMax();
        return times.start().orElse(latest);
    }

    /// The end of sampling in so many steps.
    double end(int steps) {
        if (grid instanceof ListedGridSpec listed) return listed.times(noise())[listed.steps()];
        return times.end().orElse(schedule.end(steps));
    }

    NoiseSchedule noise() {
        return schedule.schedule();
    }

    private Plan compile(SamplerSpec sampler, int steps) {
        return sampler.sampler().compile(noise(), grid.grid(), steps, start(), end(steps));
    }

    private Plan exactly(SamplerSpec sampler, int evaluations) {
        if (grid instanceof ListedGridSpec)
            throw new IllegalArgumentException(
                    "evaluations " + evaluations + ": the points of the grid decide that, leave one of them out");
        int below = 0;
        int above = 0;
        for (int steps = evaluations; steps >= 1 && below == 0; steps--) {
            var plan = attempt(sampler, steps);
            int count = plan.map(Plan::evaluations).orElse(0);
            if (count == evaluations) return plan.orElseThrow();
            if (count > evaluations) above = count;
            else below = count;
        }
        for (int steps = evaluations + 1; steps <= evaluations + 10 && above == 0; steps++) {
            int count = attempt(sampler, steps).map(Plan::evaluations).orElse(0);
            if (count > evaluations) above = count;
        }
        if (below == 0 && above == 0) compile(sampler, evaluations); // says what is wrong
        throw new IllegalArgumentException("evaluations " + evaluations + ": " + sampler.label() + " cannot meet it, "
                + (below == 0 ? "" : below + " would fit") + (below == 0 || above == 0 ? "" : ", ")
                + (above == 0 ? "" : above + " would fit"));
    }

    private Optional<Plan> attempt(SamplerSpec sampler, int steps) {
        try {
            return Optional.of(compile(sampler, steps));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

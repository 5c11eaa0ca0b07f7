package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.integrand.diffusion.diffusers.Scheduler;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.KnownSchedules;
import org.integrand.diffusion.usf.ModelFacts;
import org.integrand.diffusion.usf.ScheduleFile;
import org.integrand.diffusion.usf.SolverSchedule;

/// Compiles the plan that a job describes.
///
/// @param times     where sampling starts and ends
/// @param scheduled what takes the place of schedule, sampler and grid, if anything
/// @param solver    what takes the place of sampler and grid, if anything
/// @param mean      of the data, where it is known
record Plans(
        ScheduleSpec schedule,
        GridSpec grid,
        Times times,
        Optional<Scheduled> scheduled,
        Optional<SolverFile> solver,
        Optional<PerComponent> mean) {
    private static final double EDM_START = 80;

    /// Of a schedule, a sampler and a grid.
    Plans(ScheduleSpec schedule, GridSpec grid, Times times) {
        this(schedule, grid, times, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Those of a sampler that brings its own schedule and grid; these for all others.
    ///
    /// @throws IllegalArgumentException when the job names another scheduler
    Plans on(SamplerSpec sampler) {
        if (sampler instanceof ScheduleSampler own) {
            if (scheduled.isPresent() || solver.isPresent())
                throw new IllegalArgumentException(
                        "sampler solver-schedule: the job names another scheduler or schedule,"
                                + " leave one of them out");
            return new Plans(
                    schedule, grid, times, scheduled, Optional.of(own.solver().knowing(mean)), mean);
        }
        if (!(sampler instanceof SchedulerSampler own)) return this;
        if (scheduled.isPresent())
            throw new IllegalArgumentException("scheduler: the sampler is one already, leave one of them out");
        return new Plans(schedule, grid, times, Optional.of(own.scheduled()), solver, mean);
    }

    /// With what is known of the data of a model.
    Plans knowing(ModelSpec model) {
        Optional<PerComponent> known = model instanceof ModelSpec.Exact exact
                ? Optional.of(PerComponent.of(exact.mixture().mean()))
                : Optional.empty();
        return new Plans(schedule, grid, times, scheduled, solver.map(file -> file.knowing(known)), known);
    }

    /// The solver schedule of the job, or that of its sampler with the grid's own number of steps, or exactly so many
    /// evaluations.
    ///
    /// @throws IllegalArgumentException when the sampler is none
    SolverFile solved(SamplerSpec sampler, OptionalInt evaluations) {
        if (solver.isPresent()) return solver.get();
        if (scheduled.isPresent() || sampler.adaptive().isPresent())
            throw new IllegalArgumentException((scheduled.isPresent() ? "scheduler" : "sampler " + sampler.label())
                    + ": it is no solver schedule, expected a sampler of a fixed grid");
        var schedule = evaluations.isEmpty()
                ? converted(sampler, grid.steps())
                : exactly(
                        evaluations.getAsInt(),
                        n -> converted(sampler, n),
                        SolverSchedule::evaluations,
                        sampler.label());
        var about = ScheduleFile.Provenance.UNKNOWN.named(sampler.label());
        return new SolverFile(sampler.label(), new ScheduleFile(schedule, about, List.of()), ModelFacts.NONE);
    }

    private SolverSchedule converted(SamplerSpec sampler, int steps) {
        return KnownSchedules.of(sampler.sampler(), noise(), grid.grid(), steps, start(), end(steps));
    }

    /// The plan with the grid's own number of steps, or with exactly so many evaluations.
    ///
    /// @throws IllegalArgumentException when there is no such plan
    Plan plan(SamplerSpec sampler, OptionalInt evaluations) {
        if (solver.isPresent()) return solver.get().plan(noise(), evaluations);
        var scheduler = scheduler(evaluations);
        if (scheduler.isPresent()) return scheduler.get().plan();
        if (evaluations.isEmpty()) return compile(sampler, grid.steps());
        if (grid instanceof ListedGridSpec)
            throw new IllegalArgumentException("evaluations " + evaluations.getAsInt()
                    + ": the points of the grid decide that, leave one of them out");
        return exactly(evaluations.getAsInt(), n -> compile(sampler, n), Plan::evaluations, sampler.label());
    }

    /// The scheduler of the job, if it names one, with the grid's number of steps or with exactly so many evaluations.
    ///
    /// @throws IllegalArgumentException when it cannot be compiled
    Optional<Scheduler> scheduler(OptionalInt evaluations) {
        return scheduled.map(s -> evaluations.isEmpty()
                ? s.compile(grid.steps())
                : exactly(
                        evaluations.getAsInt(),
                        s::compile,
                        scheduler -> scheduler.plan().evaluations(),
                        s.config().scheduler().spelling()));
    }

    /// Standard deviation of the noise at the start.
    double startDeviation(OptionalInt evaluations) {
        return scheduler(evaluations).map(Scheduler::startScale).orElseGet(() -> schedule.startDeviation(start()));
    }

    /// The plan, or what an adaptive sampler needs instead.
    ///
    /// @throws IllegalArgumentException when there is no such plan
    Route route(SamplerSpec sampler, OptionalInt evaluations) {
        var adaptive = sampler.adaptive();
        if (adaptive.isEmpty() || scheduled.isPresent() || solver.isPresent())
            return new Route.Planned(plan(sampler, evaluations));
        if (evaluations.isPresent())
            throw new IllegalArgumentException("evaluations " + evaluations.getAsInt() + ": " + sampler.label()
                    + " chooses its steps by their error, expected tolerances instead");
        return new Route.Chosen(adaptive.get(), noise(), start(), end(grid.steps()));
    }

    /// The start of sampling.
    double start() {
        if (scheduled.isPresent())
            return scheduler(OptionalInt.empty()).orElseThrow().timesteps().getFirst();
        if (solver.isPresent()) return solver.get().schedule().from();
        if (grid instanceof ListedGridSpec listed) return listed.times(noise())[0];
        double latest = schedule instanceof ScheduleSpec.Edm
                ? EDM_START
                : schedule.schedule().tMax();
        return times.start().orElse(latest);
    }

    /// The end of sampling in so many steps.
    double end(int steps) {
        if (solver.isPresent()) return solver.get().schedule().steps().getLast().to();
        if (grid instanceof ListedGridSpec listed) return listed.times(noise())[listed.steps()];
        return times.end().orElse(schedule.end(steps));
    }

    NoiseSchedule noise() {
        var scheduler = scheduler(OptionalInt.empty());
        return scheduler.map(Scheduler::schedule).orElseGet(schedule::schedule);
    }

    private Plan compile(SamplerSpec sampler, int steps) {
        return sampler.sampler().compile(noise(), grid.grid(), steps, start(), end(steps));
    }

    private static <T> T exactly(
            int evaluations, IntFunction<T> compile, ToIntFunction<T> evaluationsOf, String label) {
        int below = 0;
        int above = 0;
        for (int steps = evaluations; steps >= 1 && below == 0; steps--) {
            var made = attempt(compile, steps);
            int count = made.map(evaluationsOf::applyAsInt).orElse(0);
            if (count == evaluations) return made.orElseThrow();
            if (count > evaluations) above = count;
            else below = count;
        }
        for (int steps = evaluations + 1; steps <= evaluations + 10 && above == 0; steps++) {
            int count = attempt(compile, steps).map(evaluationsOf::applyAsInt).orElse(0);
            if (count == evaluations) return compile.apply(steps);
            if (count > evaluations) above = count;
        }
        if (below == 0 && above == 0) return compile.apply(evaluations); // says what is wrong
        throw new IllegalArgumentException("evaluations " + evaluations + ": " + label + " cannot meet it, "
                + (below == 0 ? "" : below + " would fit") + (below == 0 || above == 0 ? "" : ", ")
                + (above == 0 ? "" : above + " would fit"));
    }

    private static <T> Optional<T> attempt(IntFunction<T> compile, int steps) {
        try {
            return Optional.of(compile.apply(steps));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

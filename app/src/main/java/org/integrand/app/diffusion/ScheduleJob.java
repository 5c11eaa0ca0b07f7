package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Looks at a solver schedule, makes one of a sampler, or estimates the statistics that one may need.
public record ScheduleJob(
        @Key(
                value = "explain: what it decides, and which known solver it is; convert: into a file;"
                        + " statistics: those of a model, for steps of dpmsolver_v3_prediction",
                otherwise = "explain")
        Action action,

        @Keys PlanSpec plan,

        @Key(
                value = "convert: schedule, all decisions as JSON; coefficients, a table for other programs;"
                        + " sigmas, noise levels and times as diffusers takes them",
                otherwise = "schedule")
        Form to,

        @Key("convert, statistics: the file to write (default: convert prints it)")
        Optional<String> file,

        @Key(value = "statistics: of which model", otherwise = "{type: gaussian, mean: [0]}")
        ModelSpec model,

        @Keys ClassWish wanted,

        @Key(
                "statistics: file of data, [sample][component]: .npy, .json or .csv (default: drawn, of models known exactly)")
        Optional<String> data,

        @Key(value = "statistics: number of data drawn", otherwise = "256", min = 2, max = 1_000_000)
        int count,

        @Key(value = "statistics: points of the grid of lambda", otherwise = "201", min = 3, max = 100_000)
        int points,

        @Key(
                value = "statistics: step of the differences by x, in units of sigma; for networks about 0.01",
                otherwise = "0.001",
                min = 0,
                above = true,
                max = 1)
        double difference,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    /// What is done.
    public enum Action {
        EXPLAIN,
        CONVERT,
        STATISTICS
    }

    /// What a schedule is made into.
    public enum Form {
        SCHEDULE,
        COEFFICIENTS,
        SIGMAS
    }

    public ScheduleJob {
        Bounds.check(ScheduleJob.class, "count", count);
        Bounds.check(ScheduleJob.class, "points", points);
        Bounds.check(ScheduleJob.class, "difference", difference);
        if (action == Action.STATISTICS && file.isEmpty())
            throw new IllegalArgumentException("statistics: expected file, the name of the file to write");
    }

    Plans plans() {
        return plan.plans();
    }

    /// The schedule of the file, or that of the sampler.
    SolverFile solver() {
        return plans().solved(plan.sampler(), plan.evaluations());
    }

    Wish wish() {
        return wanted.on(plans(), 1);
    }
}

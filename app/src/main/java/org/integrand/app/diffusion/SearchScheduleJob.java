package org.integrand.app.diffusion;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.diffusion.s3.ScheduleSearch;
import org.integrand.search.Budget;

/// Searches for the solver schedule that a model is sampled best by.
public record SearchScheduleJob(
        @Keys SearchedProblem problem,

        @Key(value = "model evaluations of a sample", otherwise = "5", min = 1, max = 200)
        int evaluations,

        @Key(
                value = "candidates to look at, the known solvers and their mutants among them",
                otherwise = "1000",
                min = 1,
                max = 10_000_000)
        int candidates,

        @Key(value = "seconds after which it ends in any case", min = 0, above = true, unit = "s")
        OptionalDouble seconds,

        @Key(
                value =
                        "whether a candidate is believed on other noises only, and through a reusable hold-out; without,"
                                + " the best on the noises of the search is believed (objective rmse has none)",
                otherwise = "true")
        boolean guard,

        @Key(value = "whether a learned predictor chooses among the children", otherwise = "true")
        boolean predictor,

        @Key(
                value =
                        "digits, objective traj: of so many of the best candidates the one with the least fd-small on 1,000"
                                + " hold-out noises is taken (default: the best by the objective alone)",
                min = 2,
                max = 1000)
        OptionalInt finalists,

        @Key("file for the schedule that is found, as sample --schedule-file takes it")
        Optional<String> scheduleOut,

        @Key("file of results: an interrupted search goes on from it")
        Optional<String> checkpoint,

        @Key("folder of the report") Optional<String> out) {
    public SearchScheduleJob {
        Bounds.check(SearchScheduleJob.class, "evaluations", evaluations);
        Bounds.check(SearchScheduleJob.class, "candidates", candidates);
        seconds.ifPresent(s -> Bounds.check(SearchScheduleJob.class, "seconds", s));
        finalists.ifPresent(n -> Bounds.check(SearchScheduleJob.class, "finalists", n));
        if (finalists.isPresent()
                && !(problem.model() instanceof ModelSpec.Digits
                        && problem.objective() == SearchedProblem.Objective.TRAJ))
            throw new IllegalArgumentException("finalists " + finalists.getAsInt()
                    + ": they are compared by the judge of digits, expected model digits and objective traj");
    }

    Budget budget() {
        var all = Budget.evaluations(ScheduleSearch.effort(candidates));
        return seconds.isEmpty()
                ? all
                : new Budget(all.evaluations(), Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)));
    }

    /// The unbounded error has no guard.
    boolean guarded() {
        return guard && problem.objective() != SearchedProblem.Objective.RMSE;
    }
}

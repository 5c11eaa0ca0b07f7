package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Compares samplers by their error after so many evaluations.
public record CompareJob(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Key(
                value = "the samplers",
                otherwise = "[{name: ddim},"
                        + " {name: dpm-solver, method: singlestep, order: 2, prediction: noise},"
                        + " {name: dpm-solver, method: singlestep, order: 3, prediction: noise},"
                        + " {name: dpm-solver, method: multistep, order: 2, prediction: data},"
                        + " {name: dpm-solver, method: multistep, order: 3, prediction: data}]")
        List<SamplerSpec> samplers,

        @Key(
                value = "numbers of model evaluations; where a sampler cannot meet one it is left out",
                otherwise = "[5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200]",
                min = 1,
                max = 100_000)
        int[] evaluations,

        @Keys CommonGrid grid,

        @Keys SolverFile.Reading solver,

        @Keys StartStates start,

        @Keys ClassWish wanted,

        @Key(value = "number of samples, when noise is drawn", otherwise = "64", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    public CompareJob {
        Bounds.check(CompareJob.class, "count", count);
        for (int n : evaluations) Bounds.check(CompareJob.class, "evaluations", n);
        if (samplers.isEmpty()) throw new IllegalArgumentException("samplers: none, expected at least one");
        if (evaluations.length == 0) throw new IllegalArgumentException("evaluations: none, expected at least one");
    }

    Plans plans() {
        return grid.plans().knowing(model);
    }

    /// The samplers, and the solver schedule of the job.
    List<SamplerSpec> all() {
        return Stream.concat(
                        samplers.stream(),
                        solver.scheduleFile().stream().map(file -> new ScheduleSampler(file, solver.statistics())))
                .toList();
    }

    Wish wish() {
        return wanted.on(plans(), 1);
    }
}

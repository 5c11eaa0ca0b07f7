package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.sampler.Sampler;

/// A solver schedule in the place of a sampler: it brings its times with it.
@Named(
        value = "solver-schedule",
        meaning = "a solver schedule from a file: times, and for each step form, order, derivatives, corrector")
public record ScheduleSampler(
        @Key("the schedule as JSON, or the name of one that comes with the program")
        String file,

        @Key("file of the model's statistics, as schedule statistics writes it")
        Optional<String> statistics)
        implements SamplerSpec {
    /// @throws org.integrand.app.job.Failure when there is no such file
    SolverFile solver() {
        return SolverFile.read(file, statistics);
    }

    @Override
    public Sampler sampler() {
        throw new IllegalArgumentException(
                "sampler solver-schedule: it has steps of its own, expected another sampler where the grid is the job's");
    }

    @Override
    public String label() {
        return solver().name();
    }
}

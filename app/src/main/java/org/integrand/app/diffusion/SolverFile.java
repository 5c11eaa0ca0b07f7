package org.integrand.app.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Failure;
import org.integrand.app.job.Key;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.ModelFacts;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.ScheduleFile;
import org.integrand.diffusion.usf.ShippedSchedules;
import org.integrand.diffusion.usf.SolverSchedule;

/// A solver schedule from a file, in place of a job's sampler and grid.
///
/// @param name what it is called
record SolverFile(String name, ScheduleFile file, ModelFacts facts) {
    /// Keys of where a schedule lies.
    record Reading(
            @Key(
                    "solver schedule as JSON, or the name of one that comes with the program: it takes the place of sampler"
                            + " and grid")
            Optional<String> scheduleFile,

            @Key("solver schedule: file of the model's statistics, as schedule statistics writes it")
            Optional<String> statistics) {
        Reading {
            if (statistics.isPresent() && scheduleFile.isEmpty())
                throw new IllegalArgumentException("statistics " + statistics.get()
                        + ": only a solver schedule reads them, expected scheduleFile");
        }

        Optional<SolverFile> read() {
            return scheduleFile.map(file -> SolverFile.read(file, statistics));
        }
    }

    /// @throws Failure when there is no such file
    static SolverFile read(String file, Optional<String> statistics) {
        var facts = statistics.map(Path::of).map(StatisticsFile::read).orElse(ModelFacts.NONE);
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            var shipped = ShippedSchedules.find(file)
                    .orElseThrow(() -> new Failure("schedule " + file
                            + ": no such file, and no schedule of that name comes with the program"));
            return new SolverFile(file, shipped, facts);
        }
        try {
            var read = ScheduleFile.read(Files.readString(path));
            String name = read.provenance().name().orElse(String.valueOf(path.getFileName()));
            return new SolverFile(name, read, facts);
        } catch (IOException e) {
            throw new Failure("schedule " + path + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(path + ": " + e.getMessage(), e);
        }
    }

    SolverSchedule schedule() {
        return file.schedule();
    }

    /// With the mean of the data, unless its statistics say it.
    SolverFile knowing(Optional<PerComponent> mean) {
        return facts.mean().isPresent() || mean.isEmpty() ? this : new SolverFile(name, file, facts.with(mean.get()));
    }

    /// @throws IllegalArgumentException when another number of evaluations is asked for, and when the schedule does
    ///     not fit the noise
    Plan plan(NoiseSchedule noise, OptionalInt evaluations) {
        int own = schedule().evaluations();
        if (evaluations.isPresent() && evaluations.getAsInt() != own)
            throw new IllegalArgumentException("evaluations " + evaluations.getAsInt() + ": schedule " + name + " has "
                    + own + ", leave one of them out");
        return ScheduleCompiler.compile(schedule(), noise, facts, name);
    }
}

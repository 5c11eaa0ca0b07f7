package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Compares a solver schedule with the best known solver on noises that no search has seen.
public record VerifyScheduleJob(
        @Keys SearchedProblem problem,

        @Key("the schedule: a JSON file, or the name of one that comes with the program")
        String scheduleFile,

        @Key("file of another schedule to compare with, instead of the best known solver on the hold-out noises")
        Optional<String> against,

        @Key("folder of the report") Optional<String> out) {}

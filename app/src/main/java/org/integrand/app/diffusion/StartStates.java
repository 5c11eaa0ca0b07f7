package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Optional;
import org.integrand.app.job.Key;
import org.integrand.app.report.NumberFile;

/// Keys of the states that a job starts from: given in the job, in a file, or drawn.
record StartStates(
        @Key("states at the start, [sample][component]; without them noise is drawn")
        Optional<double[][]> initial,

        @Key("file with the states at the start: .npy, .json or .csv")
        Optional<String> initialFile) {
    StartStates {
        if (initial.isPresent() && initialFile.isPresent())
            throw new IllegalArgumentException(
                    "initialFile: the job gives initial states already, leave one of them out");
    }

    /// @param deviation of the noise, where it is drawn
    double[][] of(double deviation, int dimension, int count, long seed) {
        if (initial.isPresent()) return InitialStates.checked("initial", initial.get(), dimension);
        if (initialFile.isEmpty()) return InitialStates.gaussian(seed, count, dimension, deviation);
        String file = initialFile.get();
        return InitialStates.checked(file, NumberFile.read(Path.of(file)), dimension);
    }
}

package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Optional;
import org.integrand.app.report.NumberFile;

/// The states that a job starts from: given in the job, in a file, or drawn.
final class StartStates {
    private StartStates() {}

    /// @param deviation of the noise, where it is drawn
    static double[][] of(
            Optional<double[][]> given, Optional<String> file, double deviation, int dimension, int count, long seed) {
        if (given.isPresent()) return InitialStates.checked("initial", given.get(), dimension);
        if (file.isPresent()) return InitialStates.checked(file.get(), NumberFile.read(Path.of(file.get())), dimension);
        return InitialStates.gaussian(seed, count, dimension, deviation);
    }
}

package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.report.NumberFile;

/// Edits data: encodes them as one class, decodes them as another, by several samplers at equal cost.
public record EditJob(
        @Key(value = "what is edited: a model with classes, digits or gaussian-mixture", otherwise = "digits")
        ModelSpec model,

        @Key(
                value = "the samplers that encode and decode",
                otherwise = "[{name: bdia, gamma: 0.96}, o-belm, edict, ddim]")
        List<SamplerSpec> samplers,

        @Key(
                value =
                        "model evaluations of encoding all the way; decoding takes about as many (strength less takes a part)",
                otherwise = "50",
                min = 2,
                max = 100_000)
        int evaluations,

        @Keys(otherwise = "{grid: time-uniform}") CommonGrid grid,

        @Key(value = "class that the data have", name = "from", otherwise = "3", min = 0)
        int source,

        @Key(value = "class that they shall have", name = "to", otherwise = "8", min = 0)
        int target,

        @Key(
                value = "classifier-free guidance towards the class, the same both ways; 1 is none",
                otherwise = "1",
                min = -100,
                max = 100)
        double guidance,

        @Key(
                value = "how far the data are carried towards noise, as a part of the steps",
                otherwise = "0.8",
                min = 0,
                above = true,
                max = 1)
        double strength,

        @Key("the data, [sample][component]; without them they are drawn from the model of their class")
        Optional<double[][]> data,

        @Key("file with the data: .npy, .json or .csv") Optional<String> dataFile,

        @Key(value = "number of samples, when they are drawn", otherwise = "10", min = 1, max = 100_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    public EditJob {
        Bounds.check(EditJob.class, "evaluations", evaluations);
        Bounds.check(EditJob.class, "source", source);
        Bounds.check(EditJob.class, "target", target);
        Bounds.check(EditJob.class, "guidance", guidance);
        Bounds.check(EditJob.class, "strength", strength);
        Bounds.check(EditJob.class, "count", count);
        if (samplers.isEmpty()) throw new IllegalArgumentException("samplers: none, expected at least one");
        if (data.isPresent() && dataFile.isPresent())
            throw new IllegalArgumentException("dataFile: the job gives data already, leave one of them out");
    }

    Plans plans() {
        return grid.plans();
    }

    /// The data that the job gives, if it does.
    Optional<double[][]> given(int dimension) {
        if (data.isPresent()) return Optional.of(InitialStates.checked("data", data.get(), dimension));
        return dataFile.map(file -> InitialStates.checked(file, NumberFile.read(Path.of(file)), dimension));
    }
}

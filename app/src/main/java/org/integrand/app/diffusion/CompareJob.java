package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;

/// Compares samplers by their error after so many evaluations.
public record CompareJob(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

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

        @Key(value = "where the samplers step; its number of steps follows from the evaluations", otherwise = "log-snr")
        GridSpec grid,

        @Key("time at which sampling starts (default: the schedule's last)")
        OptionalDouble tStart,

        @Key(value = "time at which sampling ends, the same for all", otherwise = "0.001")
        double tEnd,

        @Key("edm: noise level at which sampling starts (default 80)")
        OptionalDouble sigmaMax,

        @Key("edm: noise level at which sampling ends, instead of tEnd")
        OptionalDouble sigmaMin,

        @Key("states at the start, [sample][component]; without them noise is drawn")
        Optional<double[][]> initial,

        @Key("file with the states at the start: .npy, .json or .csv")
        Optional<String> initialFile,

        @Key(
                value =
                        "what is drawn: digits 0 to 9 (without it all in turn), the number of a component of a mixture, a label"
                                + " of a dataset, or a class of an onnx network",
                name = "class")
        OptionalInt drawn,

        @Key(
                value =
                        "classifier-free guidance towards the class; 1 is none, 0 the model of no class (default: beside a"
                                + " classifier 0, else 1)",
                min = -100,
                max = 100)
        OptionalDouble guidance,

        @Key(Wish.CLASSIFIER) Optional<ClassifierSpec> classifier,

        @Key(value = "number of samples, when noise is drawn", otherwise = "64", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    public CompareJob {
        Bounds.check(CompareJob.class, "tEnd", tEnd);
        Bounds.check(CompareJob.class, "count", count);
        guidance.ifPresent(scale -> Bounds.check(CompareJob.class, "guidance", scale));
        for (int n : evaluations) Bounds.check(CompareJob.class, "evaluations", n);
        if (samplers.isEmpty()) throw new IllegalArgumentException("samplers: none, expected at least one");
        if (evaluations.length == 0) throw new IllegalArgumentException("evaluations: none, expected at least one");
        if (grid instanceof ListedGridSpec)
            throw new IllegalArgumentException("grid: points fit one number of steps only: expected another type");
        if (initial.isPresent() && initialFile.isPresent())
            throw new IllegalArgumentException(
                    "initialFile: the job gives initial states already, leave one of them out");
    }

    Plans plans() {
        var end = sigmaMin.isPresent() ? sigmaMin : OptionalDouble.of(tEnd);
        return new Plans(schedule, grid, Times.of(schedule, tStart, end, sigmaMax, OptionalDouble.empty()));
    }

    Wish wish() {
        return Wish.of(plans(), drawn, guidance, classifier, 1);
    }
}

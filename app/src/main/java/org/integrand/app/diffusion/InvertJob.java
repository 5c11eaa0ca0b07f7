package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.report.NumberFile;

/// Carries data to a latent and back, or noise to data and back, and says how exactly it returns.
public record InvertJob(
        @Key(value = "whose flow it is", otherwise = "digits")
        ModelSpec model,

        @Keys(otherwise = "{sampler: bdia, grid: time-uniform}")
        PlanSpec plan,

        @Key("data to encode, [sample][component]; without them noise is carried to data and back")
        Optional<double[][]> data,

        @Key("file with the data to encode: .npy, .json or .csv")
        Optional<String> dataFile,

        @Keys StartStates start,

        @Keys ClassWish wanted,

        @Key(value = "bdia, bdia-edm: gamma, instead of the sampler's own", min = 0, above = true, max = 1)
        OptionalDouble gamma,

        @Key(
                value = "data: how far they are carried, as a part of the steps",
                otherwise = "1",
                min = 0,
                above = true,
                max = 1)
        double strength,

        @Key(
                value =
                        "the arithmetic: float, double, fixed (to the last bit, gamma 1), buffered (to the last bit, gamma a"
                                + " fraction such as 0.8), double-double",
                otherwise = "double")
        InvertMode mode,

        @Key(value = "fixed, buffered: bits after the point", otherwise = "40", min = 0, max = 52)
        int fractionBits,

        @Key(value = "number of samples, when noise is drawn", otherwise = "16", min = 1, max = 1_000_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report, which has the latent") Optional<String> out) {
    public InvertJob {
        Bounds.check(InvertJob.class, "count", count);
        Bounds.check(InvertJob.class, "strength", strength);
        Bounds.check(InvertJob.class, "fractionBits", fractionBits);
        gamma.ifPresent(g -> Bounds.check(InvertJob.class, "gamma", g));
        if (data.isPresent() && dataFile.isPresent())
            throw new IllegalArgumentException("dataFile: the job gives data already, leave one of them out");
        boolean encodes = data.isPresent() || dataFile.isPresent();
        if (encodes && (start.initial().isPresent() || start.initialFile().isPresent()))
            throw new IllegalArgumentException(
                    "initial: the job encodes data, and does not start from noise; leave one of them out");
        if (!encodes && strength != 1)
            throw new IllegalArgumentException("strength " + strength
                    + ": data are carried a part of the way, noise all of it; expected data, or strength 1");
    }

    boolean encodes() {
        return data.isPresent() || dataFile.isPresent();
    }

    Plans plans() {
        return plan.plans();
    }

    Wish wish() {
        return wanted.on(plans(), 1);
    }

    /// The sampler with the job's gamma.
    SamplerSpec sampler() {
        if (gamma.isEmpty()) return plan.sampler();
        if (plan.sampler() instanceof TwoWaySamplers exact) return exact.withGamma(gamma.getAsDouble());
        throw new IllegalArgumentException("gamma " + gamma.getAsDouble() + ": sampler "
                + plan.sampler().label() + " has none, expected bdia or bdia-edm");
    }

    /// What goes in at the start: data or noise.
    double[][] begin(int dimension) {
        if (data.isPresent()) return InitialStates.checked("data", data.get(), dimension);
        if (dataFile.isPresent())
            return InitialStates.checked(dataFile.get(), NumberFile.read(Path.of(dataFile.get())), dimension);
        return start.of(plans().startDeviation(plan.evaluations()), dimension, count, seed);
    }
}

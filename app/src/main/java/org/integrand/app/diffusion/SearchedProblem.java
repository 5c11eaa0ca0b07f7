package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.diffusion.s3.ScheduleSpace;
import org.integrand.diffusion.usf.ModelFacts;

/// Keys of what a solver schedule is judged by: model, noise schedule, ends, and the three sets of noises.
record SearchedProblem(
        @Key(value = "what is sampled", otherwise = "digits")
        ModelSpec model,

        @Key(value = "how noise grows with time", otherwise = "vp-linear")
        ScheduleSpec schedule,

        @Keys Span.Fixed span,
        @Keys ClassWish wanted,

        @Key("file of the model's statistics, as schedule statistics writes it: steps may then be"
                + " dpmsolver_v3_prediction, and the first value guessed from the data's mean")
        Optional<String> statistics,

        @Key(
                value =
                        "what is made small: traj, the bounded distance to the exact flow from the same noise; rmse, the"
                                + " same not bounded; ed and sw, the energy and the sliced Wasserstein distance to the samples of"
                                + " the exact flow; fd-small, of digits, the Frechet distance in the features of the judge",
                otherwise = "traj")
        Objective objective,

        @Key(
                value = "noises that candidates are tried on (default: 64, but 512 for ed, sw and fd-small)",
                min = 2,
                max = 1_000_000)
        OptionalInt searchNoises,

        @Key(
                value = "other noises, that decide (default: 1000, but 256 for traj and rmse of a network)",
                min = 2,
                max = 1_000_000)
        OptionalInt holdoutNoises,

        @Key(
                value = "sealed noises, for the last comparison (default: 2000, but 1000 for a network)",
                min = 2,
                max = 1_000_000)
        OptionalInt sealedNoises,

        @Key(value = "random seed", otherwise = "0") long seed) {
    /// What is made small.
    enum Objective {
        TRAJ,
        RMSE,
        ED,
        SW,
        FD_SMALL;

        /// Whether each sample has a loss of its own.
        boolean bySample() {
            return this == TRAJ || this == RMSE;
        }
    }

    SearchedProblem {
        searchNoises.ifPresent(n -> Bounds.check(SearchedProblem.class, "searchNoises", n));
        holdoutNoises.ifPresent(n -> Bounds.check(SearchedProblem.class, "holdoutNoises", n));
        sealedNoises.ifPresent(n -> Bounds.check(SearchedProblem.class, "sealedNoises", n));
        if (objective == Objective.FD_SMALL && !(model instanceof ModelSpec.Digits))
            throw new IllegalArgumentException(
                    "objective fd-small: the judge reads digits only, expected model digits, or traj, ed or sw");
        if (wanted.classifier().isPresent())
            throw new IllegalArgumentException(
                    "classifier: schedules are searched without one, expected guidance of the model itself");
    }

    private boolean network() {
        return model instanceof ModelSpec.Digits || model instanceof ModelSpec.Onnx;
    }

    int onSearch() {
        return searchNoises.orElse(objective.bySample() ? 64 : 512);
    }

    int onHoldout() {
        return holdoutNoises.orElse(network() && objective.bySample() ? 256 : 1000);
    }

    int sealed() {
        return sealedNoises.orElse(network() ? 1000 : 2000);
    }

    Plans plans() {
        return new Plans(schedule, new GridSpec.LogSnr(1), span.times(schedule));
    }

    ScheduleSpace space(int evaluations) {
        var plans = plans();
        var facts = statistics
                .map(Path::of)
                .map(StatisticsFile::read)
                .orElseGet(() ->
                        plans.knowing(model).mean().map(ModelFacts.NONE::with).orElse(ModelFacts.NONE));
        return new ScheduleSpace(plans.noise(), plans.start(), plans.end(0), evaluations, facts);
    }

    /// The model, open.
    Subject<?> subject() {
        var wish = wanted.on(plans(), 1);
        return switch (model) {
            case ModelSpec.Exact exact -> MixtureSubject.of(exact, wish);
            case ModelSpec.Dataset dataset -> DatasetSubject.of(dataset, wish);
            case ModelSpec.Onnx onnx -> OnnxSubject.of(onnx, wish);
            case ModelSpec.Digits digits -> DigitSubject.of(digits, wish);
        };
    }
}

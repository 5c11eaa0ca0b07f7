package org.integrand.diffusion.s3;

import java.util.Comparator;
import java.util.List;

/// The solver to beat, and the scale of the loss at which it has 0.30 on the hold-out noises.
///
/// @param scale c of the bounded loss
/// @param known the best by the loss
/// @param value the best by the value; often the same
public record BestKnown(double scale, Known known, Known value) {
    /// known solvers that are measured on the hold-out, the best ones on the noises of the search
    private static final int FINALISTS = 12;
    /// the part of the noises on which known solvers are compared first, where there are many
    private static final double FIRST_LOOK = 0.25;

    /// Among solvers of a space.
    ///
    /// @throws IllegalArgumentException when all diverge, or one is exact
    public static BestKnown of(List<Known> known, ScheduleSpace space, Trial search, Trial holdout) {
        var finalists = finalists(known, space, search);
        var measured = finalists.stream()
                .map(k -> holdout.measure(space.compiled(k.schedule())))
                .toList();
        double scale = Calibration.scale(measured);
        int byLoss = 0;
        int byValue = 0;
        for (int i = 1; i < measured.size(); i++) {
            if (measured.get(i).loss(scale) < measured.get(byLoss).loss(scale)) byLoss = i;
            if (measured.get(i).value() < measured.get(byValue).value()) byValue = i;
        }
        return new BestKnown(scale, finalists.get(byLoss), finalists.get(byValue));
    }

    /// Those that do best on noises of the search; equals in their order.
    private static List<Known> finalists(List<Known> known, ScheduleSpace space, Trial search) {
        if (known.size() <= FINALISTS) return known;
        record Ranked(Known known, double value) {}
        return known.stream()
                .map(k -> new Ranked(
                        k,
                        search.measure(space.compiled(k.schedule()), FIRST_LOOK).value()))
                .sorted(Comparator.comparingDouble(Ranked::value))
                .limit(FINALISTS)
                .map(Ranked::known)
                .toList();
    }
}

package org.integrand.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.integrand.search.pareto.Objectives;
import org.jspecify.annotations.Nullable;

/// The incumbent of a guarded search. Within a stage the candidates come best first, so that few are asked about.
final class Promotion<C> {
    private static final String HOLDOUT = "holdout";

    private final Holdout<C> holdout;
    private final Guard guard;
    private final Checkpoint notes;
    private final List<Holdout.Query> queries = new ArrayList<>();
    private @Nullable Evaluated<C> incumbent;
    private double answer = Double.POSITIVE_INFINITY;
    private boolean spent;

    Promotion(Holdout<C> holdout, Checkpoint notes) {
        this.holdout = holdout;
        this.notes = notes;
        guard = holdout.guard().get();
    }

    void consider(List<Evaluated<C>> newcomers) {
        newcomers.stream()
                .sorted(Comparator.comparingDouble(
                                (Evaluated<C> e) -> e.objectives().at(0))
                        .thenComparingInt(Evaluated::number))
                .forEach(this::consider);
    }

    private void consider(Evaluated<C> candidate) {
        double onSearch = candidate.objectives().at(0);
        if (spent || !(onSearch < answer)) return;
        double onHoldout = notes.result(candidate.key(), HOLDOUT)
                .orElseGet(() -> measure(candidate))
                .at(0);
        OptionalDouble answered = guard.answer(onSearch, onHoldout);
        spent = answered.isEmpty();
        boolean promoted = answered.isPresent() && answered.getAsDouble() < answer;
        queries.add(new Holdout.Query(candidate.number(), onSearch, onHoldout, answered.orElse(Double.NaN), promoted));
        if (promoted) {
            incumbent = candidate;
            answer = answered.getAsDouble();
        }
    }

    private Objectives measure(Evaluated<C> candidate) {
        var loss = Objectives.of(holdout.loss().applyAsDouble(candidate.candidate()));
        notes.note(candidate.key(), HOLDOUT, loss);
        return loss;
    }

    List<Holdout.Query> queries() {
        return queries;
    }

    Optional<Evaluated<C>> incumbent() {
        return Optional.ofNullable(incumbent);
    }
}

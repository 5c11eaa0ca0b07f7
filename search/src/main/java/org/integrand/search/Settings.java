package org.integrand.search;

import java.util.Optional;

/// How a search goes about it.
///
/// @param initial    candidates of the first stage: those given, filled up with random ones
/// @param batch      candidates evaluated in each later stage
/// @param crossover  the part of the children that have two parents, 0 ... 1
/// @param mutation   the part of these that are mutated as well, 0 ... 1; children of one parent always are
/// @param prediction chooses among more children than are evaluated; empty: all children are
public record Settings(
        int initial,
        int batch,
        double crossover,
        double mutation,
        Selection selection,
        Survival survival,
        SuccessiveHalving halving,
        Optional<Prediction> prediction) {
    public Settings {
        if (initial < 1) throw new IllegalArgumentException("initial " + initial + ": expected at least 1");
        if (batch < 1) throw new IllegalArgumentException("batch " + batch + ": expected at least 1");
        part("crossover", crossover);
        part("mutation", mutation);
        prediction.ifPresent(p -> {
            if (p.children() < batch)
                throw new IllegalArgumentException(
                        "children " + p.children() + ": expected at least the batch, " + batch);
            if (p.explored() > batch)
                throw new IllegalArgumentException(
                        "explored " + p.explored() + ": expected at most the batch, " + batch);
        });
    }

    private static void part(String name, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(name + " " + value + ": expected within 0 ... 1");
    }

    /// A population of `size`, non-dominated survival, tournaments of 3, a third of the children with two parents
    /// and 4 in 5 of these mutated; every candidate in full, no predictor.
    public static Settings of(int size) {
        return new Settings(
                size,
                size,
                1 / 3.0,
                0.8,
                Selection.tournament(3),
                new Survival.NonDominated(size),
                SuccessiveHalving.NONE,
                Optional.empty());
    }

    public Settings initial(int candidates) {
        return new Settings(candidates, batch, crossover, mutation, selection, survival, halving, prediction);
    }

    public Settings batch(int candidates) {
        return new Settings(initial, candidates, crossover, mutation, selection, survival, halving, prediction);
    }

    public Settings variation(double crossoverPart, double mutationPart) {
        return new Settings(initial, batch, crossoverPart, mutationPart, selection, survival, halving, prediction);
    }

    public Settings selection(Selection parents) {
        return new Settings(initial, batch, crossover, mutation, parents, survival, halving, prediction);
    }

    public Settings survival(Survival rule) {
        return new Settings(initial, batch, crossover, mutation, selection, rule, halving, prediction);
    }

    public Settings halving(SuccessiveHalving rungs) {
        return new Settings(initial, batch, crossover, mutation, selection, survival, rungs, prediction);
    }

    public Settings prediction(Prediction chooser) {
        return new Settings(initial, batch, crossover, mutation, selection, survival, halving, Optional.of(chooser));
    }
}

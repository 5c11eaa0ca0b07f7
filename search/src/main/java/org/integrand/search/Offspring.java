package org.integrand.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.integrand.search.pareto.Fronts;

/// Makes candidates that nobody has seen. Each has a random generator of its own, named by stage and place.
record Offspring<C>(SearchSpace<C> space, Settings settings, long seed) {
    private static final int ATTEMPTS = 20;

    /// A candidate that is not evaluated yet.
    record Child<C>(C candidate, String key) {}

    /// The given candidates, then random ones up to the size of the first stage.
    List<Child<C>> first(List<C> given) {
        var seen = new HashSet<String>();
        var children = new ArrayList<Child<C>>();
        for (C candidate : given) add(candidate, seen, children);
        for (int i = children.size(); i < settings.initial(); i++) {
            var random = Seeds.generator(seed, 0, i);
            for (int a = 0; a < ATTEMPTS && !add(space.random(random), seen, children); a++) {}
        }
        return children;
    }

    /// Up to `count` children of the population; a place where no attempt gives anything new gets a random
    /// candidate, or stays empty when that one is known too.
    List<Child<C>> next(List<Evaluated<C>> population, Set<String> known, int stage, int count) {
        var order = Fronts.of(population.stream().map(Evaluated::objectives).toList())
                .order();
        var seen = new HashSet<>(known);
        var children = new ArrayList<Child<C>>();
        for (int i = 0; i < count; i++) {
            var random = Seeds.generator(seed, stage, i);
            boolean added = false;
            for (int a = 0; a < ATTEMPTS && !added; a++) added = add(child(population, order, random), seen, children);
            if (!added) add(space.random(random), seen, children);
        }
        return children;
    }

    private C child(List<Evaluated<C>> population, int[] order, RandomGenerator random) {
        C mother = parent(population, order, random);
        if (random.nextDouble() >= settings.crossover()) return space.mutate(mother, random);
        C child = space.crossover(mother, parent(population, order, random), random);
        return random.nextDouble() < settings.mutation() ? space.mutate(child, random) : child;
    }

    private C parent(List<Evaluated<C>> population, int[] order, RandomGenerator random) {
        return population
                .get(order[settings.selection().position(order.length, random)])
                .candidate();
    }

    private boolean add(C candidate, Set<String> seen, List<Child<C>> children) {
        String key = space.key(candidate);
        if (!seen.add(key)) return false;
        children.add(new Child<>(candidate, key));
        return true;
    }
}

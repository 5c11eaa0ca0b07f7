package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.integrand.search.pareto.Fronts;

/// Who stays in the population.
public interface Survival {
    /// The next population, from the old one and those newly evaluated in full; both by rising number.
    <C> List<Evaluated<C>> survivors(List<Evaluated<C>> population, List<Evaluated<C>> newcomers);

    /// The youngest stay, and a few of the best whatever their age: an old candidate that was lucky has to be
    /// found again. Source: E. Real, A. Aggarwal, Y. Huang, Q. V. Le, "Regularized evolution for image classifier
    /// architecture search", AAAI 2019 (there without elites).
    ///
    /// @param size   of the population, at least 1
    /// @param elites how many of the best stay, 0 ... size
    record Ageing(int size, int elites) implements Survival {
        public Ageing {
            if (size < 1) throw new IllegalArgumentException("size " + size + ": expected at least 1");
            if (elites < 0 || elites > size)
                throw new IllegalArgumentException("elites " + elites + ": expected 0 ... " + size + ", the size");
        }

        @Override
        public <C> List<Evaluated<C>> survivors(List<Evaluated<C>> population, List<Evaluated<C>> newcomers) {
            var all = joined(population, newcomers);
            var stay = new HashSet<>(best(all, elites));
            for (int i = all.size() - 1; i >= 0 && stay.size() < size; i--) stay.add(all.get(i));
            return all.stream().filter(stay::contains).toList();
        }
    }

    /// The best stay, by fronts and crowding: NSGA-II's plus-selection, elitism for one objective.
    record NonDominated(int size) implements Survival {
        public NonDominated {
            if (size < 1) throw new IllegalArgumentException("size " + size + ": expected at least 1");
        }

        @Override
        public <C> List<Evaluated<C>> survivors(List<Evaluated<C>> population, List<Evaluated<C>> newcomers) {
            return sorted(best(joined(population, newcomers), size));
        }
    }

    /// The best `each` of every value of one objective, by fronts and crowding: for a cost that is a small whole
    /// number, such as operations or evaluations, so that every cost keeps its own population.
    record Niches(int objective, int each) implements Survival {
        public Niches {
            if (objective < 0) throw new IllegalArgumentException("objective " + objective + ": expected at least 0");
            if (each < 1) throw new IllegalArgumentException("each " + each + ": expected at least 1");
        }

        @Override
        public <C> List<Evaluated<C>> survivors(List<Evaluated<C>> population, List<Evaluated<C>> newcomers) {
            var niches = new TreeMap<Double, List<Evaluated<C>>>();
            for (var e : joined(population, newcomers))
                niches.computeIfAbsent(e.objectives().at(objective), _ -> new ArrayList<>())
                        .add(e);
            return sorted(niches.values().stream()
                    .flatMap(niche -> best(niche, each).stream())
                    .toList());
        }
    }

    private static <C> List<Evaluated<C>> joined(List<Evaluated<C>> population, List<Evaluated<C>> newcomers) {
        var all = new ArrayList<>(population);
        all.addAll(newcomers);
        return all;
    }

    private static <C> List<Evaluated<C>> best(List<Evaluated<C>> all, int count) {
        var order = Fronts.of(all.stream().map(Evaluated::objectives).toList()).order();
        return Arrays.stream(order).limit(count).mapToObj(all::get).toList();
    }

    private static <C> List<Evaluated<C>> sorted(List<Evaluated<C>> some) {
        return some.stream().sorted(Comparator.comparingInt(Evaluated::number)).toList();
    }
}

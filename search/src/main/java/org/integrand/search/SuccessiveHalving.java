package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.search.pareto.Fronts;
import org.integrand.search.pareto.Objectives;

/// Evaluates many candidates cheaply and only the good ones in full: all at the first fidelity, the best part
/// of them at the second, and so on. With several objectives "best" is by fronts, then crowding ([Fronts]).
/// Source: K. Jamieson, A. Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization",
/// AISTATS 2016.
///
/// @param fidelities rising, in (0, 1], the last one 1
/// @param keep       the part that goes on to the next rung, in (0, 1); at least one candidate does
public record SuccessiveHalving(List<Double> fidelities, double keep) {
    /// Every candidate in full.
    public static final SuccessiveHalving NONE = new SuccessiveHalving(List.of(1.0), 0.5);

    public SuccessiveHalving {
        fidelities = List.copyOf(fidelities);
        double before = 0;
        for (double f : fidelities) {
            if (!(f > before && f <= 1))
                throw new IllegalArgumentException(
                        "fidelities " + fidelities + ": expected to rise within (0, 1] and to end with 1");
            before = f;
        }
        if (before != 1) throw new IllegalArgumentException("fidelities " + fidelities + ": expected to end with 1");
        if (!(keep > 0 && keep < 1)) throw new IllegalArgumentException("keep " + keep + ": expected within (0, 1)");
    }

    /// Rungs of the given fidelities.
    public static SuccessiveHalving of(double keep, double... fidelities) {
        return new SuccessiveHalving(Arrays.stream(fidelities).boxed().toList(), keep);
    }

    public int rungs() {
        return fidelities.size();
    }

    /// How many of `candidates` reach the rung.
    int reaching(int candidates, int rung) {
        int alive = candidates;
        for (int r = 0; r < rung; r++) alive = Math.max(1, (int) Math.ceil(alive * keep));
        return alive;
    }

    /// The effort for a batch, in full evaluations.
    public double cost(int candidates) {
        if (candidates == 0) return 0;
        double cost = 0;
        for (int r = 0; r < rungs(); r++) cost += reaching(candidates, r) * fidelities.get(r);
        return cost;
    }

    /// Evaluates candidates 0 ... count - 1; gives what each scored at every rung that it reached.
    List<List<Objectives>> run(int count, Rung rung) {
        var scores = new ArrayList<List<Objectives>>();
        for (int i = 0; i < count; i++) scores.add(new ArrayList<>());
        int[] alive = IntStream.range(0, count).toArray();
        for (int r = 0; r < rungs(); r++) {
            alive = Arrays.copyOf(alive, Math.min(alive.length, reaching(count, r)));
            Arrays.sort(alive);
            var results = rung.evaluate(r, fidelities.get(r), alive);
            for (int i = 0; i < alive.length; i++) scores.get(alive[i]).add(results.get(i));
            int[] before = alive;
            alive = Arrays.stream(Fronts.of(results).order())
                    .map(i -> before[i])
                    .toArray();
        }
        return scores;
    }

    /// Evaluates the named candidates at one fidelity.
    @FunctionalInterface
    interface Rung {
        List<Objectives> evaluate(int rung, double fidelity, int[] candidates);
    }
}

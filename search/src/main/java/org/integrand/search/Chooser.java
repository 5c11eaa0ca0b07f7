package org.integrand.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.search.Offspring.Child;
import org.integrand.search.pareto.Fronts;
import org.integrand.search.pareto.Objectives;
import org.integrand.search.predict.Predictor.Fit;
import org.integrand.search.predict.Sample;

/// Chooses among children by what the predictor learned from all candidates so far. When to fit depends only on
/// how many there are, so a resumed search fits to the same ones, and only when it has to choose again.
final class Chooser<C> {
    private final SearchSpace<C> space;
    private final Prediction prediction;
    private final long seed;
    private int fitTo;
    private int fitted;
    private List<Fit> fits = List.of();

    Chooser(SearchSpace<C> space, Prediction prediction, long seed) {
        this.space = space;
        this.prediction = prediction;
        this.seed = seed;
    }

    /// Chosen children with the score predicted for their first objective.
    record Choice<C>(List<Child<C>> children, double[] predicted) {}

    /// Whether the predictor has a say once so many candidates are evaluated; notes when it is due for a fit.
    boolean ready(int evaluated) {
        if (evaluated < prediction.from()) return false;
        if (fitTo == 0 || evaluated >= fitTo * prediction.growth()) fitTo = evaluated;
        return true;
    }

    int children() {
        return prediction.children();
    }

    Choice<C> choose(List<Child<C>> children, List<Evaluated<C>> history, int stage, int batch) {
        if (fitted != fitTo) {
            fits = fit(history.subList(Math.max(0, fitTo - prediction.window()), fitTo));
            fitted = fitTo;
        }
        var scores = children.stream()
                .map(child -> score(space.features(child.candidate())))
                .toList();
        int[] order = Fronts.of(scores).order();
        int explored = Math.min(prediction.explored(), Math.max(0, order.length - batch));
        int kept = Math.min(order.length, batch - explored);
        var random = Seeds.generator(seed, stage, -1);
        for (int i = kept; i < kept + explored; i++) {
            int j = random.nextInt(i, order.length);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        int[] chosen = Arrays.copyOf(order, kept + explored);
        return new Choice<>(
                Arrays.stream(chosen).mapToObj(children::get).toList(),
                Arrays.stream(chosen).mapToDouble(i -> scores.get(i).at(0)).toArray());
    }

    private Objectives score(double[][] features) {
        return Objectives.of(fits.stream().mapToDouble(f -> f.score(features)).toArray());
    }

    private List<Fit> fit(List<Evaluated<C>> history) {
        var features = history.stream().map(e -> space.features(e.candidate())).toList();
        var fresh = new ArrayList<Fit>();
        for (int m = 0; m < history.getFirst().objectives().count(); m++) {
            var samples = new ArrayList<Sample>();
            for (int i = 0; i < history.size(); i++) {
                var rungs = history.get(i).rungs();
                for (int r = 0; r < rungs.size(); r++)
                    samples.add(new Sample(features.get(i), rungs.get(r).at(m), r));
            }
            fresh.add(prediction.predictor().fit(samples, Seeds.mix(seed, fitTo, m)));
        }
        return fresh;
    }

    /// Of a settings' prediction, if any.
    static <C> Optional<Chooser<C>> of(Search<C> search) {
        return search.settings().prediction().map(p -> new Chooser<>(search.space(), p, search.seed()));
    }
}

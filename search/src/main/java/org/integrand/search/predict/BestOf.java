package org.integrand.search.predict;

import java.util.ArrayList;
import java.util.List;

/// Fits each predictor to three quarters of the samples, takes the one that orders the last quarter best (mean
/// tau over the groups; the first of equals) and fits it to all. With fewer than `least` samples the last
/// predictor, the plainest, is taken unasked: a quarter of few samples tells nothing.
public record BestOf(List<Predictor> predictors, int least) implements Predictor {
    public BestOf {
        predictors = List.copyOf(predictors);
        if (predictors.isEmpty()) throw new IllegalArgumentException("0 predictors: expected at least 1");
        if (least < 8) throw new IllegalArgumentException("least " + least + ": expected at least 8");
    }

    /// The network, or ridge regression where that is better or the samples are fewer than 60.
    public static BestOf standard() {
        return new BestOf(List.of(NetworkRanking.standard(), new RidgeRanking()), 60);
    }

    @Override
    public Fit fit(List<Sample> samples, long seed) {
        var chosen = predictors.getLast();
        if (samples.size() >= least && predictors.size() > 1) {
            var seen = new ArrayList<Sample>();
            var unseen = new ArrayList<Sample>();
            for (int i = 0; i < samples.size(); i++) (i % 4 == 3 ? unseen : seen).add(samples.get(i));
            double best = Double.NEGATIVE_INFINITY;
            for (var predictor : predictors) {
                double tau = tau(predictor.fit(seen, seed), unseen);
                if (tau > best) {
                    best = tau;
                    chosen = predictor;
                }
            }
        }
        return chosen.fit(samples, seed);
    }

    /// How well a fit orders samples: the mean of tau over the groups, each with the weight of its samples;
    /// NaN when no group has two different values.
    public static double tau(Fit fit, List<Sample> samples) {
        double sum = 0;
        int weight = 0;
        for (int group : samples.stream().mapToInt(Sample::group).distinct().toArray()) {
            var members = samples.stream().filter(s -> s.group() == group).toList();
            double tau = KendallTau.of(
                    members.stream().mapToDouble(s -> fit.score(s.features())).toArray(),
                    members.stream().mapToDouble(Sample::value).toArray());
            if (Double.isNaN(tau)) continue;
            sum += tau * members.size();
            weight += members.size();
        }
        return sum / weight;
    }
}

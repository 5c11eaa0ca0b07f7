package org.integrand.search;

import org.integrand.search.predict.BestOf;
import org.integrand.search.predict.Predictor;

/// How a predictor chooses what is worth evaluating: many children are made, those predicted best and a few
/// others drawn at random are evaluated.
///
/// @param predictor one fit for each objective
/// @param children  made in each stage; more than [Settings#batch]
/// @param explored  of the batch, how many are drawn at random from the rest
/// @param from      evaluated candidates before the predictor is asked, at least 2
/// @param growth    fits again when the candidates grew by this factor, more than 1
/// @param window    fits to this many of the latest candidates at most
public record Prediction(Predictor predictor, int children, int explored, int from, double growth, int window) {
    public Prediction {
        if (children < 1) throw new IllegalArgumentException("children " + children + ": expected at least 1");
        if (explored < 0) throw new IllegalArgumentException("explored " + explored + ": expected at least 0");
        if (from < 2) throw new IllegalArgumentException("from " + from + ": expected at least 2");
        if (!(growth > 1)) throw new IllegalArgumentException("growth " + growth + ": expected more than 1");
        if (window < from) throw new IllegalArgumentException("window " + window + ": expected at least from, " + from);
    }

    /// 500 children, 10 explored, from 100 candidates on, fitted again at every quarter more, to the latest 400.
    public static Prediction standard() {
        return new Prediction(BestOf.standard(), 500, 10, 100, 1.25, 400);
    }
}

package org.integrand.search;

import java.util.random.RandomGenerator;

/// What may be searched: how candidates are drawn, varied, told apart and described.
/// Candidates are immutable values; every method is a function of its arguments (randomness comes in), so that
/// a search repeats bit for bit. Legal candidates only: each method that makes one returns a legal one.
public interface SearchSpace<C> {
    /// A candidate drawn at random.
    C random(RandomGenerator random);

    /// A neighbour of `parent`.
    C mutate(C parent, RandomGenerator random);

    /// A candidate made of parts of both parents.
    C crossover(C mother, C father, RandomGenerator random);

    /// The canonical text: equal for two candidates exactly when they are the same thing to the objective. A
    /// candidate is evaluated once per key; [#read] gives the candidate back.
    String key(C candidate);

    /// The candidate whose key is `text`.
    ///
    /// @throws IllegalArgumentException when `text` is no candidate's key, saying what is wrong with it
    C read(String text);

    /// What a predictor sees: a sequence of at least one row, all rows of equal length, the same length for all
    /// candidates of the space. A candidate without steps is one row.
    double[][] features(C candidate);
}

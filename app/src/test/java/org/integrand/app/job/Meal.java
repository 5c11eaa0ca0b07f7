package org.integrand.app.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A job for the tests of jobs, with every kind of key.
record Meal(
        @Key(value = "how many eat", otherwise = "2", min = 1, max = 12)
        int guests,

        @Key(value = "when, hours", otherwise = "19.5", min = 0, above = true, max = 24)
        double hour,

        @Key(value = "how it is cooked", otherwise = "slow-fire")
        Heat heat,

        @Key(value = "what is drunk", otherwise = "{type: water, glasses: 3}")
        Drink drink,

        @Key(value = "weights in kg", otherwise = "[1, 2.5]", min = 0)
        double[] weights,

        @Key("a table of numbers") Optional<double[][]> table,
        @Key("all drinks") Optional<List<Drink>> round,
        @Key(value = "course number", name = "class") OptionalInt course,
        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder") Optional<String> out) {

    enum Heat {
        SLOW_FIRE,
        OVEN
    }

    @Choice(of = "drink", by = "type", later = "coffee")
    sealed interface Drink {
        @Named(value = "water", meaning = "plain", impliedBy = "glasses")
        record Water(
                @Key(value = "how many", otherwise = "1", min = 1)
                int glasses) implements Drink {
            public Water {
                Bounds.check(Water.class, "glasses", glasses);
            }
        }

        @Named(value = "wine", meaning = "made of grapes", also = "vino")
        record Wine(
                @Key("vintage") int year,
                @Key(value = "dry", otherwise = "true") boolean dry) implements Drink {}
    }

    Meal {
        Bounds.check(Meal.class, "guests", guests);
        Bounds.check(Meal.class, "hour", hour);
        Bounds.check(Meal.class, "weights", weights);
    }
}

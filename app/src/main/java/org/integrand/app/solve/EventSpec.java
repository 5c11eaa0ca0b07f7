package org.integrand.app.solve;

import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.Key;
import org.integrand.engine.event.Direction;

/// Something that happens where a formula changes its sign.
record EventSpec(
        @Key("a formula: the event is where it changes its sign")
        Formula when,

        @Key(value = "which changes count", otherwise = "either")
        Direction direction,

        @Key(value = "whether the solve ends there", otherwise = "false")
        boolean terminal,

        @Key("new values of variables, formulas of the state before: v: \"-0.9*v\"")
        Optional<Map<String, Formula>> set,

        @Key("what it is called in the result (default: its formula)")
        Optional<String> name,

        @Key("sign changes closer than this may be missed (default: four looks a step)")
        Optional<Formula> checkInterval) {
    EventSpec {
        if (terminal && set.isPresent())
            throw new IllegalArgumentException("set: a terminal event ends the solve, leave one of them out");
    }
}

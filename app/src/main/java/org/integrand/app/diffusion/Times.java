package org.integrand.app.diffusion;

import java.util.OptionalDouble;

/// Where sampling starts and ends, as far as the job says so. With the schedule `edm` times are noise levels,
/// and may be called so.
record Times(OptionalDouble start, OptionalDouble end) {
    static Times of(
            ScheduleSpec schedule,
            OptionalDouble tStart,
            OptionalDouble tEnd,
            OptionalDouble sigmaMax,
            OptionalDouble sigmaMin) {
        if (!(schedule instanceof ScheduleSpec.Edm)) {
            if (sigmaMax.isPresent()) throw notForThis("sigmaMax", sigmaMax, "tStart");
            if (sigmaMin.isPresent()) throw notForThis("sigmaMin", sigmaMin, "tEnd");
        }
        return new Times(one("tStart", tStart, "sigmaMax", sigmaMax), one("tEnd", tEnd, "sigmaMin", sigmaMin));
    }

    private static OptionalDouble one(String first, OptionalDouble a, String second, OptionalDouble b) {
        if (a.isPresent() && b.isPresent())
            throw new IllegalArgumentException(
                    second + " " + b.getAsDouble() + ": " + first + " says it already, leave one of them out");
        return a.isPresent() ? a : b;
    }

    private static IllegalArgumentException notForThis(String key, OptionalDouble value, String instead) {
        return new IllegalArgumentException(
                key + " " + value.getAsDouble() + ": only the schedule edm has it, use " + instead);
    }
}

package org.integrand.app.diffusion;

import java.util.OptionalDouble;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Keys of where sampling starts and ends.
record Span(
        @Keys Start start,

        @Key("time at which sampling ends (default: 0.001, or 0.0001 with more than 15 steps)")
        OptionalDouble tEnd,

        @Key("edm: noise level at which sampling ends (default 0.002)")
        OptionalDouble sigmaMin) {
    /// Where it starts.
    record Start(
            @Key("time at which sampling starts (default: the schedule's last)")
            OptionalDouble tStart,

            @Key("edm: noise level at which sampling starts (default 80)")
            OptionalDouble sigmaMax) {}

    /// The same where the end does not depend on the number of steps.
    record Fixed(
            @Keys Start start,

            @Key(value = "time at which sampling ends, the same for all", otherwise = "0.001")
            double tEnd,

            @Key("edm: noise level at which sampling ends, instead of tEnd")
            OptionalDouble sigmaMin) {
        Fixed {
            Bounds.check(Fixed.class, "tEnd", tEnd);
        }

        Times times(ScheduleSpec schedule) {
            var end = sigmaMin.isPresent() ? sigmaMin : OptionalDouble.of(tEnd);
            return Times.of(schedule, start.tStart, end, start.sigmaMax, OptionalDouble.empty());
        }
    }

    Times times(ScheduleSpec schedule) {
        return Times.of(schedule, start.tStart, tEnd, start.sigmaMax, sigmaMin);
    }
}

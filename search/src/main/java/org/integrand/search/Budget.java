package org.integrand.search;

import java.time.Duration;

/// When a search is over: the effort in full evaluations, the time, or whichever comes first.
/// With evaluations alone a search is a function of its seed. The time counts over interruptions.
public record Budget(double evaluations, Duration time) {
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE / 2_000_000_000L);

    public Budget {
        if (!(evaluations > 0))
            throw new IllegalArgumentException("evaluations " + evaluations + ": expected more than 0");
        if (!time.isPositive()) throw new IllegalArgumentException("time " + time + ": expected more than 0");
    }

    public static Budget evaluations(double evaluations) {
        return new Budget(evaluations, FOREVER);
    }

    public static Budget time(Duration time) {
        return new Budget(Double.POSITIVE_INFINITY, time);
    }

    double seconds() {
        return time.toNanos() * 1e-9;
    }
}

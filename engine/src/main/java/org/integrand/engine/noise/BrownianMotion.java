package org.integrand.engine.noise;

/// One path of a Brownian motion with independent standard processes W_1 ... W_m between two times: a value that says
/// which path, not the path. Every grid sees the same path: whoever asks for whatever increments, in whatever
/// order, on whatever thread, gets parts of the same one. Ask through a [BrownianCursor].
///
/// Each increment comes with its time integral I = int_s^t (W(r) - W(s)) dr, which methods of strong order 1.5 need;
/// both are parts of one path, too: increments add up, and integrals as
/// I(s, u) = I(s, t) + (u - t) (W(t) - W(s)) + I(t, u).
///
/// @param seed      of everything
/// @param path      which of the seed's independent paths
/// @param start     first time, finite
/// @param end       last time, after `start`; another end is another path
/// @param processes m, at least 1
public record BrownianMotion(long seed, long path, double start, double end, int processes) {
    public BrownianMotion {
        requireInterval(start, end);
        if (processes < 1) throw new IllegalArgumentException("processes " + processes + ": expected at least 1");
    }

    /// Another path of the same seed.
    public BrownianMotion path(long other) {
        return new BrownianMotion(seed, other, start, end, processes);
    }

    /// Someone to ask, for one thread.
    public BrownianCursor cursor() {
        return new BrownianCursor(this);
    }

    static void requireInterval(double start, double end) {
        if (!Double.isFinite(start) || !Double.isFinite(end) || !(end > start) || !Double.isFinite(end - start))
            throw new IllegalArgumentException(
                    "Brownian path from " + start + " to " + end + ": expected finite times, the end after the start");
    }
}

package org.integrand.diffusion.usf;

import java.util.HashMap;
import java.util.Map;

/// When each thing is read for the last time.
///
/// @param <T> what names the things
final class Lifetimes<T> {
    private final Map<T, Integer> last = new HashMap<>();

    /// A thing is read.
    void read(T thing, int moment) {
        last.merge(thing, moment, Math::max);
    }

    /// The last moment, -1 for never.
    int of(T thing) {
        return last.getOrDefault(thing, -1);
    }
}

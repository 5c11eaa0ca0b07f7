package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Registers of one role: what is in which, and until when.
///
/// @param <T> what names the things kept
final class Registers<T> {
    private final Map<T, Integer> places = new HashMap<>();
    private final List<Integer> until = new ArrayList<>();

    /// The first register whose content is not read after `now`, for a thing that is read until `last`.
    int take(T thing, int now, int last) {
        int k = 0;
        while (k < until.size() && until.get(k) > now) k++;
        if (k == until.size()) until.add(last);
        else until.set(k, last);
        places.put(thing, k);
        return k;
    }

    /// The register of a thing, which another takes in place.
    int replace(T thing, T other, int last) {
        int k = of(thing);
        until.set(k, last);
        places.put(other, k);
        return k;
    }

    /// Where a thing is.
    int of(T thing) {
        return Objects.requireNonNull(places.get(thing), "read before it was made");
    }
}

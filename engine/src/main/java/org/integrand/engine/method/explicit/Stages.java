package org.integrand.engine.method.explicit;

import org.integrand.engine.space.Space;

/// The states of a stepper: before and after the step, and the slopes k_i. The first is the slope at the start
/// of the step, the one called `end` that at its end; further ones behind it serve dense output and are
/// allocated when it is first asked for.
///
/// At an accepted step before and after trade places, and so do the two end slopes, instead of being copied:
/// `parity` (0 or 1) tells which is which.
final class Stages<Y> {
    private final Y[] states;
    private final int end;
    private final Y[] slopes;
    private Y[] extra;

    Stages(Space<Y> space, int end) {
        this.end = end;
        states = space.allocate(2);
        slopes = space.allocate(end + 1);
        extra = space.allocate(0);
    }

    /// Allocates the slopes behind the one at the end.
    void extend(Space<Y> space, int count) {
        extra = space.allocate(count);
    }

    Y before(int parity) {
        return states[parity];
    }

    Y after(int parity) {
        return states[1 - parity];
    }

    Y slope(int i, int parity) {
        if (i > end) return extra[i - end - 1];
        if (i == 0) return parity == 0 ? slopes[0] : slopes[end];
        if (i == end) return parity == 0 ? slopes[end] : slopes[0];
        return slopes[i];
    }

    /// Index of the slope at the end of the step.
    int end() {
        return end;
    }
}

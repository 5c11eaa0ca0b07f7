package org.integrand.engine.method.explicit;

import org.integrand.engine.space.Space;

/// The states of a stepper: before and after the step, and the slopes k_i, the first and the last of which are
/// the slopes at the step's ends.
///
/// At an accepted step before and after trade places, and so do the two end slopes, instead of being copied:
/// `parity` (0 or 1) tells which is which.
final class Stages<Y> {
    private final Y[] states;
    private final Y[] slopes;

    Stages(Space<Y> space, int slopes) {
        this.states = space.allocate(2);
        this.slopes = space.allocate(slopes);
    }

    Y before(int parity) {
        return states[parity];
    }

    Y after(int parity) {
        return states[1 - parity];
    }

    Y slope(int i, int parity) {
        if (i == 0) return parity == 0 ? slopes[0] : slopes[last()];
        if (i == last()) return parity == 0 ? slopes[last()] : slopes[0];
        return slopes[i];
    }

    int last() {
        return slopes.length - 1;
    }
}

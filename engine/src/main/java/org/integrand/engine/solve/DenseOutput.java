package org.integrand.engine.solve;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.method.Interpolant;

/// The kept steps of a solve, in the order of time.
final class DenseOutput<Y> {
    private final List<Interpolant<Y>> steps = new ArrayList<>();

    void keep(Interpolant<Y> step) {
        steps.add(step.keep());
    }

    /// The step that starts at `t` or contains it; `t` must lie between the first start and the last end.
    Interpolant<Y> stepAt(double t, double direction) {
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if ((steps.get(middle).start() - t) * direction <= 0) low = middle;
            else high = middle - 1;
        }
        return steps.get(low);
    }
}

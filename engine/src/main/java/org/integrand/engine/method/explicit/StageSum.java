package org.integrand.engine.method.explicit;

import java.util.Arrays;
import org.integrand.engine.space.Space;

/// y + h sum_i weight_i k_i over the stages whose weight is not zero, or the same without y: one `combine`.
final class StageSum<Y> {
    private final Space<Y> space;
    private final double[] weights;
    private final double[] coefficients;
    private final Y[] even;
    private final Y[] odd;

    private StageSum(Space<Y> space, double[] all, Stages<Y> stages, boolean withState) {
        this.space = space;
        weights = Arrays.stream(all).filter(w -> w != 0).toArray();
        int base = withState ? 1 : 0;
        coefficients = new double[base + weights.length];
        even = Arrays.copyOf(space.allocate(0), coefficients.length);
        odd = even.clone();
        if (withState) {
            coefficients[0] = 1;
            even[0] = stages.before(0);
            odd[0] = stages.before(1);
        }
        int n = base;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) continue;
            even[n] = stages.slope(i, 0);
            odd[n++] = stages.slope(i, 1);
        }
    }

    /// y + h sum_i weight_i k_i, y the state before the step.
    static <Y> StageSum<Y> step(Space<Y> space, double[] weights, Stages<Y> stages) {
        return new StageSum<>(space, weights, stages, true);
    }

    /// h sum_i weight_i k_i
    static <Y> StageSum<Y> increment(Space<Y> space, double[] weights, Stages<Y> stages) {
        return new StageSum<>(space, weights, stages, false);
    }

    void compute(double h, int parity, Y into) {
        int base = coefficients.length - weights.length;
        for (int i = 0; i < weights.length; i++) coefficients[base + i] = h * weights[i];
        space.combine(coefficients, parity == 0 ? even : odd, coefficients.length, into);
    }
}

package org.integrand.diffusion.inversion;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.integrand.diffusion.plan.PerComponent;

/// Arithmetic on factors that each component has of its own.
final class PerComponentMath {
    private PerComponentMath() {}

    /// An operation, component by component.
    static PerComponent apply(DoubleBinaryOperator operator, PerComponent a, PerComponent b) {
        double[] result = new double[Math.max(a.size(), b.size())];
        Arrays.setAll(result, i -> operator.applyAsDouble(a.at(i), b.at(i)));
        return PerComponent.of(result);
    }

    static boolean nowhereZero(PerComponent factor) {
        return Arrays.stream(factor.values()).allMatch(c -> c != 0);
    }
}

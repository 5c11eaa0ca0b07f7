package org.integrand.diffusion.inversion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.integrand.engine.space.DoubleSpace;

/// A weighted sum of registers, without the one it goes into: in doubles, or in pairs of doubles.
final class OtherTerms {
    private final double[] coefficients;
    private final List<HeldState> states;
    private final double[][] arrays;
    private final DoubleSpace space;
    private final double[] high;
    private final double[] low;

    /// Where sums go, one after the other: their larger part, and what the doubles leave out.
    record Buffers(double[] high, double[] low) {
        Buffers(DoubleSpace space) {
            this(space.allocate(), space.allocate());
        }
    }

    OtherTerms(double[] coefficients, List<HeldState> states, DoubleSpace space, Buffers buffers) {
        this.coefficients = coefficients;
        this.states = states;
        this.arrays = states.stream().map(s -> s.nearest).toArray(double[][]::new);
        this.space = space;
        this.high = buffers.high;
        this.low = buffers.low;
    }

    /// The sum in doubles, of the nearest doubles.
    double[] sum() {
        space.combine(coefficients, arrays, coefficients.length, high);
        return high;
    }

    /// The sum in pairs of doubles: its larger part, and [#low] the rest.
    double[] sumOfPairs() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
        for (int k = 0; k < coefficients.length; k++)
            add(coefficients[k], arrays[k], states.get(k).rest());
        return high;
    }

    /// What the larger part leaves out.
    double[] low() {
        return low;
    }

    private void add(double c, double[] x, Optional<double[]> rest) {
        for (int i = 0; i < high.length; i++) {
            double product = c * x[i];
            double productRest = Math.fma(c, x[i], -product);
            if (rest.isPresent()) productRest += c * rest.get()[i];
            double sum = high[i] + product;
            double of = sum - high[i];
            double left = (high[i] - (sum - of)) + (product - of) + (low[i] + productRest);
            high[i] = sum + left;
            low[i] = left - (high[i] - sum);
        }
    }
}

package org.integrand.engine.quadrature;

import java.util.Optional;

/// A way to integrate over an interval.
public sealed interface QuadratureMethod {
    /// Its name in a result: `gauss-kronrod`.
    String name();

    /// Global adaptive Gauss-Kronrod quadrature with extrapolation, the choice for almost everything.
    ///
    /// @param pair the rule; empty: (10, 21) on finite ranges, (7, 15) on infinite ones
    record Adaptive(Optional<KronrodPair> pair) implements QuadratureMethod {
        public Adaptive() {
            this(Optional.empty());
        }

        @Override
        public String name() {
            return "gauss-kronrod";
        }
    }

    /// Double exponential quadrature: for endpoint singularities of any kind, and analytic integrands
    /// to full precision.
    record DoubleExponential() implements QuadratureMethod {
        @Override
        public String name() {
            return "tanh-sinh";
        }
    }
}

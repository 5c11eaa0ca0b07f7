package org.integrand.engine.quadrature.multi;

/// A way to integrate over several dimensions.
public sealed interface CubatureMethod {
    /// Its name in a result.
    String name();

    /// Adaptive subdivision with the rule of Genz and Malik: smooth integrands, 2 to 7 dimensions.
    record Adaptive() implements CubatureMethod {
        @Override
        public String name() {
            return "cubature";
        }
    }

    /// The mean of f at random points; the error is half a confidence interval of 99 %.
    record MonteCarlo(long seed) implements CubatureMethod {
        @Override
        public String name() {
            return "monte-carlo";
        }
    }

    /// The mean of f at points of Sobol's sequence, scrambled after Owen in sixteen independent ways;
    /// the error is half a confidence interval of 99 % from the spread of the sixteen.
    record Sobol(long seed) implements CubatureMethod {
        @Override
        public String name() {
            return "sobol";
        }
    }
}

package org.integrand.engine.quadrature.rule;

/// Monic orthogonal polynomials by their recurrence p_(k+1) = (x - a_k) p_k - b_k p_(k-1) and the
/// integral m of the weight. Coefficients are numerator / denominator in doubles, exact for the
/// classical cases.
sealed interface OrthogonalFamily {
    /// a_k
    double a(int k);

    /// numerator of b_k, k >= 1
    double bNumerator(int k);

    /// denominator of b_k
    double bDenominator(int k);

    /// m
    double mass();

    default double b(int k) {
        return bNumerator(k) / bDenominator(k);
    }

    /// Weight 1 on [-1, 1].
    record Legendre() implements OrthogonalFamily {
        @Override
        public double a(int k) {
            return 0;
        }

        @Override
        public double bNumerator(int k) {
            return (double) k * k;
        }

        @Override
        public double bDenominator(int k) {
            return 4.0 * k * k - 1;
        }

        @Override
        public double mass() {
            return 2;
        }
    }

    /// Weight x^alpha e^-x on [0, inf).
    record Laguerre(double alpha) implements OrthogonalFamily {
        @Override
        public double a(int k) {
            return 2.0 * k + 1 + alpha;
        }

        @Override
        public double bNumerator(int k) {
            return k * (k + alpha);
        }

        @Override
        public double bDenominator(int k) {
            return 1;
        }

        @Override
        public double mass() {
            return Gamma.of(alpha + 1);
        }
    }

    /// Weight e^(-x^2) on the line.
    record Hermite() implements OrthogonalFamily {
        @Override
        public double a(int k) {
            return 0;
        }

        @Override
        public double bNumerator(int k) {
            return k;
        }

        @Override
        public double bDenominator(int k) {
            return 2;
        }

        @Override
        public double mass() {
            return Math.sqrt(Math.PI);
        }
    }

    /// Weight (1 - x)^alpha (1 + x)^beta on [-1, 1].
    record Jacobi(double alpha, double beta) implements OrthogonalFamily {
        @Override
        public double a(int k) {
            double s = 2 * k + alpha + beta;
            if (k == 0) return (beta - alpha) / (alpha + beta + 2);
            return (beta - alpha) * (beta + alpha) / (s * (s + 2));
        }

        @Override
        public double bNumerator(int k) {
            if (k == 1) return 4 * (1 + alpha) * (1 + beta);
            return 4 * k * (k + alpha) * (k + beta) * (k + alpha + beta);
        }

        @Override
        public double bDenominator(int k) {
            double s = 2 * k + alpha + beta;
            if (k == 1) return s * s * (s + 1);
            return s * s * (s + 1) * (s - 1);
        }

        @Override
        public double mass() {
            return Math.pow(2, alpha + beta + 1) * Gamma.beta(alpha + 1, beta + 1);
        }
    }
}

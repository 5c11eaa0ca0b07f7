package org.integrand.engine.group;

import org.integrand.engine.matrix.Determinant;
import org.integrand.engine.matrix.MatrixExponential;
import org.integrand.engine.matrix.MatrixLogarithm;

/// GL+(n).
record GeneralLinear(int size) implements MatrixGroup {
    GeneralLinear {
        if (size < 1) throw new IllegalArgumentException("matrix size " + size + ": expected at least 1");
    }

    @Override
    public String name() {
        return "gl" + size;
    }

    @Override
    public GroupMaps maps() {
        return new Maps(size);
    }

    static class Maps implements GroupMaps {
        private final MatrixExponential exponential;
        private final MatrixLogarithm logarithm;
        private final Commutators commutators;
        final Determinant determinant;

        Maps(int n) {
            exponential = new MatrixExponential(n);
            logarithm = new MatrixLogarithm(n);
            commutators = new Commutators(n);
            determinant = new Determinant(n);
        }

        @Override
        public void exp(double[] x, double[] into) {
            exponential.compute(x, into);
        }

        @Override
        public void log(double[] g, double[] into) {
            logarithm.compute(g, into);
        }

        @Override
        public void inverseTangent(double[] u, double[] k, int order, double[] into) {
            commutators.inverseTangent(u, k, order - 2, into);
        }

        /// Infinite outside: the group is open, there is no nearest element.
        @Override
        public double residual(double[] g) {
            return determinant.of(g) > 0 ? 0 : Double.POSITIVE_INFINITY;
        }

        @Override
        public void tidy(double[] g) {}

        @Override
        public double defect(double[] x) {
            return 0;
        }
    }
}

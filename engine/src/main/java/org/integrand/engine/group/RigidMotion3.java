package org.integrand.engine.group;

import org.integrand.engine.matrix.RigidMotions;

/// SE(3) with closed forms of exponential and logarithm.
record RigidMotion3() implements MatrixGroup {
    @Override
    public String name() {
        return "se3";
    }

    @Override
    public int size() {
        return 4;
    }

    @Override
    public GroupMaps maps() {
        return new Maps();
    }

    private static final class Maps implements GroupMaps {
        private final Commutators commutators = new Commutators(4);
        private final double[] gram = new double[9];
        private final double[] product = new double[9];

        @Override
        public void exp(double[] x, double[] into) {
            RigidMotions.exp(x, into);
        }

        @Override
        public void log(double[] g, double[] into) {
            RigidMotions.log(g, into);
        }

        @Override
        public void inverseTangent(double[] u, double[] k, int order, double[] into) {
            commutators.inverseTangent(u, k, order - 2, into);
        }

        @Override
        public double residual(double[] g) {
            double corner = Math.abs(g[12]) + Math.abs(g[13]) + Math.abs(g[14]) + Math.abs(g[15] - 1);
            return Orthogonality.residual(g, 4, gram) + corner + (Orthogonality.determinant(g, 4) > 0 ? 0 : 2);
        }

        @Override
        public void tidy(double[] g) {
            Orthogonality.tidy(g, 4, gram, product);
        }

        @Override
        public double defect(double[] x) {
            boolean zero = x[12] == 0 && x[13] == 0 && x[14] == 0 && x[15] == 0;
            return zero ? Orthogonality.symmetricPart(x, 4) : 1;
        }
    }
}

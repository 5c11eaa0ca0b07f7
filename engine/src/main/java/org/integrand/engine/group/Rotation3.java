package org.integrand.engine.group;

import org.integrand.engine.matrix.Rotations;

/// SO(3) with closed forms.
record Rotation3() implements MatrixGroup {
    @Override
    public String name() {
        return "so3";
    }

    @Override
    public int size() {
        return 3;
    }

    @Override
    public GroupMaps maps() {
        return new Maps();
    }

    private static final class Maps implements GroupMaps {
        private final double[] gram = new double[9];
        private final double[] product = new double[9];

        @Override
        public void exp(double[] x, double[] into) {
            Rotations.exp(x, into);
        }

        @Override
        public void log(double[] g, double[] into) {
            Rotations.log(g, into);
        }

        /// k - u x k / 2 + c u x (u x k), c = (1 - (t/2) cot(t/2)) / t^2, t = |u|: all powers of ad at once
        @Override
        public void inverseTangent(double[] u, double[] k, int order, double[] into) {
            double a = u[7];
            double b = u[2];
            double c = u[3];
            double x = k[7];
            double y = k[2];
            double z = k[3];
            double p = b * z - c * y;
            double q = c * x - a * z;
            double r = a * y - b * x;
            double factor = Rotations.inverseTangentCoefficient(Math.sqrt(a * a + b * b + c * c));
            double wa = x - p / 2 + factor * (b * r - c * q);
            double wb = y - q / 2 + factor * (c * p - a * r);
            double wc = z - r / 2 + factor * (a * q - b * p);
            into[0] = 0;
            into[1] = -wc;
            into[2] = wb;
            into[3] = wc;
            into[4] = 0;
            into[5] = -wa;
            into[6] = -wb;
            into[7] = wa;
            into[8] = 0;
        }

        @Override
        public double residual(double[] g) {
            return Orthogonality.residual(g, 3, gram) + (Orthogonality.determinant(g, 3) > 0 ? 0 : 2);
        }

        @Override
        public void tidy(double[] g) {
            Orthogonality.tidy(g, 3, gram, product);
        }

        @Override
        public double defect(double[] x) {
            return Orthogonality.symmetricPart(x, 3);
        }
    }
}

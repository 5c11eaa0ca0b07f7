package org.integrand.engine.group;

/// SL(n).
record SpecialLinear(int size) implements MatrixGroup {
    SpecialLinear {
        if (size < 1) throw new IllegalArgumentException("matrix size " + size + ": expected at least 1");
    }

    @Override
    public String name() {
        return "sl" + size;
    }

    @Override
    public GroupMaps maps() {
        return new Maps(size);
    }

    private static final class Maps extends GeneralLinear.Maps {
        /// what rounding can do to the determinant, relative to the sizes of its terms
        private static final double ROUNDING = 1e-8;

        private final int n;

        Maps(int n) {
            super(n);
            this.n = n;
        }

        /// |det g - 1| / |cofactors of g|: the distance to det = 1 along its gradient
        @Override
        public double residual(double[] g) {
            double change = Math.abs(determinant.of(g) - 1);
            return change == 0 ? 0 : change / determinant.gradient(g);
        }

        /// g = g / det(g)^(1/n)
        @Override
        public void tidy(double[] g) {
            double change = determinant.of(g) - 1;
            if (!(Math.abs(change) < ROUNDING * Math.max(1, determinant.gradient(g)))) return;
            double factor = StrictMath.exp(-StrictMath.log1p(change) / n);
            for (int i = 0; i < n * n; i++) g[i] *= factor;
        }

        @Override
        public double defect(double[] x) {
            double trace = 0;
            double size = 0;
            for (int i = 0; i < n; i++) {
                trace += x[i * n + i];
                size = Math.max(size, Math.abs(x[i * n + i]));
            }
            return trace == 0 ? 0 : Math.abs(trace) / size;
        }
    }
}

package org.integrand.engine.quadrature.multi;

/// A product of ranges. With u in (0, 1): [a, b]: a + (b - a) u; [a, inf): a + u/(1 - u); (-inf, b]: b
/// - (1 - u)/u; the line: t/(1 - t^2), t = 2u - 1.
record Box(double[] from, double[] to) implements Region {
    Box {
        if (from.length != to.length || from.length == 0)
            throw new IllegalArgumentException(
                    from.length + " lower and " + to.length + " upper bounds: expected as many of both, at least one");
        for (int i = 0; i < from.length; i++) {
            if (Double.isNaN(from[i]) || Double.isNaN(to[i]))
                throw new IllegalArgumentException("range " + from[i] + " ... " + to[i] + ": expected numbers");
            if (Double.isInfinite(from[i]) && from[i] == to[i])
                throw new IllegalArgumentException("from and to are both " + from[i] + ": expected a range");
        }
    }

    @Override
    public int dimension() {
        return from.length;
    }

    @Override
    public double map(double[] u, double[] x) {
        double volume = 1;
        for (int i = 0; i < x.length; i++) volume *= place(from[i], to[i], u[i], x, i);
        return volume;
    }

    /// One coordinate, and dx/du.
    static double place(double a, double b, double u, double[] x, int i) {
        if (a > b) return -place(b, a, u, x, i);
        boolean open = Double.isInfinite(a);
        if (open && Double.isInfinite(b)) {
            double t = 2 * u - 1;
            double rest = 4 * u * (1 - u); // 1 - t^2
            x[i] = t / rest;
            return 2 * (1 + t * t) / (rest * rest);
        }
        if (Double.isInfinite(b)) {
            x[i] = a + u / (1 - u);
            return 1 / ((1 - u) * (1 - u));
        }
        if (open) {
            x[i] = b - (1 - u) / u;
            return 1 / (u * u);
        }
        x[i] = a + (b - a) * u;
        return b - a;
    }
}

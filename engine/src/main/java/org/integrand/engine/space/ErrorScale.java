package org.integrand.engine.space;

/// A tolerance at one state y: measures vectors in units of w_i = absolute + relative |y_i|.
///
/// For methods that measure many vectors against one state: the divisions are made once, by [#at]. Sums are
/// joined in a fixed order, bit-equal on every machine.
public final class ErrorScale {
    private final Tolerance tolerance;
    private final double[] weights;

    /// A scale for states of `dimension` components; [#at] must come before any norm.
    public ErrorScale(int dimension, Tolerance tolerance) {
        this.tolerance = tolerance;
        weights = new double[dimension];
    }

    /// Measures at the state `y` from now on.
    public void at(double[] y) {
        double[] w = weights;
        if (!tolerance.uniform()) {
            double[] a = tolerance.absolutes();
            double[] r = tolerance.relatives();
            for (int i = 0; i < w.length; i++) w[i] = 1 / Math.max(a[i] + r[i] * Math.abs(y[i]), 1e-300);
            return;
        }
        double absolute = tolerance.absolute(0);
        double relative = tolerance.relative(0);
        for (int i = 0; i < w.length; i++) w[i] = 1 / Math.max(absolute + relative * Math.abs(y[i]), 1e-300);
    }

    /// The smallest relative part of the components' tolerances.
    public double leastRelative() {
        double least = tolerance.relative(0);
        for (int i = 1; i < weights.length; i++) least = Math.min(least, tolerance.relative(i));
        return least;
    }

    /// The root mean square, or the maximum, of |x_i| / w_i: not finite when a component is not.
    public double norm(double[] x) {
        return tolerance.join() == Tolerance.Join.MAXIMUM
                ? largest(x, 0, x)
                : Math.sqrt(sumOfSquares(x) / weights.length);
    }

    /// The norm of x + c z, which is not formed.
    public double norm(double[] x, double c, double[] z) {
        return tolerance.join() == Tolerance.Join.MAXIMUM
                ? largest(x, c, z)
                : Math.sqrt(sumOfSquares(x, c, z) / weights.length);
    }

    private double largest(double[] x, double c, double[] z) {
        double largest = 0;
        for (int i = 0; i < weights.length; i++)
            largest = Math.max(largest, Math.abs((x[i] + c * z[i]) * weights[i])); // NaN stays
        return largest;
    }

    /// In four chains: one would wait for its own additions.
    private double sumOfSquares(double[] x) {
        double[] w = weights;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i <= w.length - 4; i += 4) {
            s0 += square(x[i] * w[i]);
            s1 += square(x[i + 1] * w[i + 1]);
            s2 += square(x[i + 2] * w[i + 2]);
            s3 += square(x[i + 3] * w[i + 3]);
        }
        for (; i < w.length; i++) s0 += square(x[i] * w[i]);
        return (s0 + s1) + (s2 + s3);
    }

    private double sumOfSquares(double[] x, double c, double[] z) {
        double[] w = weights;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i <= w.length - 4; i += 4) {
            s0 += square((x[i] + c * z[i]) * w[i]);
            s1 += square((x[i + 1] + c * z[i + 1]) * w[i + 1]);
            s2 += square((x[i + 2] + c * z[i + 2]) * w[i + 2]);
            s3 += square((x[i + 3] + c * z[i + 3]) * w[i + 3]);
        }
        for (; i < w.length; i++) s0 += square((x[i] + c * z[i]) * w[i]);
        return (s0 + s1) + (s2 + s3);
    }

    private static double square(double x) {
        return x * x;
    }
}

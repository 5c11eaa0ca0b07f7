package org.integrand.engine.quadrature.multi;

/// The integral of f over a region.
///
/// @param integrand  f
/// @param components how many numbers f(x) has
/// @param region     over which
public record MultipleIntegral(PointIntegrand integrand, int components, Region region) {
    public MultipleIntegral {
        if (components < 1) throw new IllegalArgumentException("components " + components + ": expected at least 1");
    }

    /// A number's integral over a box.
    public static MultipleIntegral of(PointFunction f, double[] from, double[] to) {
        return new MultipleIntegral((x, into) -> into[0] = f.at(x), 1, Region.box(from, to));
    }

    /// A number for a point.
    @FunctionalInterface
    public interface PointFunction {
        double at(double[] x);
    }
}

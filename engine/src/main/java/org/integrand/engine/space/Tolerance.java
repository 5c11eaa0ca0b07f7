package org.integrand.engine.space;

/// How much error a step may make: component i is allowed absolute + relative * |y_i|; the components are
/// joined by root mean square or by maximum.
public record Tolerance(double absolute, double relative, Join join) {
    /// How the scaled errors of the components become one number.
    public enum Join {
        /// sqrt(mean of squares), the usual choice (Hairer, Norsett, Wanner, "Solving ODEs I", II.4)
        ROOT_MEAN_SQUARE,
        /// largest component
        MAXIMUM
    }

    public Tolerance {
        if (!(absolute >= 0) || absolute == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("absolute tolerance " + absolute + ": expected a finite number >= 0");
        if (!(relative >= 0) || relative == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("relative tolerance " + relative + ": expected a finite number >= 0");
        if (absolute == 0 && relative == 0)
            throw new IllegalArgumentException("absolute and relative tolerance are both 0: expected one of them > 0");
        if (relative != 0 && relative < 1e-15)
            throw new IllegalArgumentException(
                    "relative tolerance " + relative + ": expected 0 or at least 1e-15 (machine precision)");
    }

    /// Root-mean-square tolerance.
    public static Tolerance of(double absolute, double relative) {
        return new Tolerance(absolute, relative, Join.ROOT_MEAN_SQUARE);
    }
}

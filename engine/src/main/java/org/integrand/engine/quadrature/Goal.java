package org.integrand.engine.quadrature;

/// When an estimate is good enough: error <= max(absolute, relative |value|), and when to give up.
///
/// @param evaluations so many evaluations at most
public record Goal(double absolute, double relative, Norm norm, long evaluations) {
    /// 1e-10 relative, 1e-14 absolute, a million evaluations.
    public static final Goal DEFAULT = new Goal(1e-14, 1e-10, Norm.EUCLIDEAN, 1_000_000);

    /// @throws IllegalArgumentException when no estimate could satisfy it
    public Goal {
        if (!(absolute >= 0) || Double.isInfinite(absolute))
            throw new IllegalArgumentException(
                    "absolute tolerance " + absolute + ": expected a finite number of at least 0");
        if (!(relative >= 0) || Double.isInfinite(relative))
            throw new IllegalArgumentException(
                    "relative tolerance " + relative + ": expected a finite number of at least 0");
        if (absolute == 0 && relative < LEAST)
            throw new IllegalArgumentException("relative tolerance " + relative
                    + " without an absolute one: expected at" + " least " + LEAST + ", as doubles have 16 digits");
        if (evaluations < 1)
            throw new IllegalArgumentException("evaluation limit " + evaluations + ": expected at least 1");
    }

    private static final double LEAST = 1e-14;

    /// The error that is allowed for a value.
    public double allowed(double[] value) {
        return allowed(norm.of(value));
    }

    /// The error that is allowed for a value of this size.
    public double allowed(double size) {
        return Math.max(absolute, relative * size);
    }

    /// Other tolerances.
    public Goal tolerance(double newAbsolute, double newRelative) {
        return new Goal(newAbsolute, newRelative, norm, evaluations);
    }

    /// Another norm.
    public Goal norm(Norm other) {
        return new Goal(absolute, relative, other, evaluations);
    }

    /// Another limit.
    public Goal evaluations(long limit) {
        return new Goal(absolute, relative, norm, limit);
    }

    /// How far an error has come on its way down, for progress: 0 at the first one, 1 at the allowed
    /// one, even steps for even factors.
    public static double fraction(double first, double now, double allowed) {
        if (!(now > allowed)) return 1;
        if (!(first > now) || !(allowed > 0)) return 0;
        return Math.log(first / now) / Math.log(first / allowed);
    }
}

package org.integrand.engine.space;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/// How much error a step may make: component i is allowed absolute_i + relative_i |y_i|, the same numbers for all
/// components or one for each; the components are joined by root mean square or by maximum.
public final class Tolerance {
    private final double[] absolute; // one for all components, or one for each
    private final double[] relative;
    private final Join join;

    /// How the scaled errors of the components become one number.
    public enum Join {
        /// sqrt(mean of squares), the usual choice (Hairer, Norsett, Wanner, "Solving ODEs I", II.4)
        ROOT_MEAN_SQUARE,
        /// largest component
        MAXIMUM
    }

    /// The same for all components.
    ///
    /// @param absolute finite, at least 0
    /// @param relative finite, 0 or at least 1e-15; not both 0
    public Tolerance(double absolute, double relative, Join join) {
        this(new double[] {absolute}, new double[] {relative}, join);
    }

    private Tolerance(double[] absolute, double[] relative, Join join) {
        this.absolute = absolute;
        this.relative = relative;
        this.join = join;
        for (int i = 0; i < absolute.length; i++)
            check(absolute[i], relative[i], uniform() ? "" : " of component " + i);
    }

    private static void check(double absolute, double relative, String which) {
        if (!(absolute >= 0) || absolute == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException(
                    "absolute tolerance " + absolute + which + ": expected a finite number >= 0");
        if (!(relative >= 0) || relative == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException(
                    "relative tolerance " + relative + which + ": expected a finite number >= 0");
        if (absolute == 0 && relative == 0)
            throw new IllegalArgumentException(
                    "absolute and relative tolerance" + which + " are both 0: expected one of them > 0");
        if (relative != 0 && relative < 1e-15)
            throw new IllegalArgumentException(
                    "relative tolerance " + relative + which + ": expected 0 or at least 1e-15 (machine precision)");
    }

    /// Root-mean-square tolerance, the same for all components.
    public static Tolerance of(double absolute, double relative) {
        return new Tolerance(absolute, relative, Join.ROOT_MEAN_SQUARE);
    }

    /// Root-mean-square tolerance with an absolute part for each component.
    public static Tolerance of(double[] absolute, double relative) {
        double[] same = new double[absolute.length];
        Arrays.fill(same, relative);
        return of(absolute, same);
    }

    /// Root-mean-square tolerance with its own numbers for each component.
    ///
    /// @throws IllegalArgumentException when the lengths differ or are 0, or a number is out of its bounds
    public static Tolerance of(double[] absolute, double[] relative) {
        if (absolute.length == 0 || absolute.length != relative.length)
            throw new IllegalArgumentException(absolute.length + " absolute and " + relative.length
                    + " relative tolerances: expected one of each per component");
        return new Tolerance(absolute.clone(), relative.clone(), Join.ROOT_MEAN_SQUARE);
    }

    /// The same allowances, joined in another way.
    public Tolerance joinedBy(Join other) {
        return new Tolerance(absolute, relative, other);
    }

    public Join join() {
        return join;
    }

    /// The absolute part for component i.
    public double absolute(int i) {
        return absolute[uniform() ? 0 : i];
    }

    /// The relative part for component i.
    public double relative(int i) {
        return relative[uniform() ? 0 : i];
    }

    /// How many components it has numbers for; empty when they are the same for all.
    public OptionalInt components() {
        return uniform() ? OptionalInt.empty() : OptionalInt.of(absolute.length);
    }

    /// Whether all components have the same numbers.
    boolean uniform() {
        return absolute.length == 1;
    }

    /// The absolute parts, not a copy; of length 1 when uniform.
    double[] absolutes() {
        return absolute;
    }

    /// The relative parts, not a copy; of length 1 when uniform.
    double[] relatives() {
        return relative;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tolerance tolerance
                && join == tolerance.join
                && Arrays.equals(absolute, tolerance.absolute)
                && Arrays.equals(relative, tolerance.relative);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(absolute), Arrays.hashCode(relative), join);
    }

    @Override
    public String toString() {
        return "absolute " + Arrays.toString(absolute) + ", relative " + Arrays.toString(relative) + ", " + join;
    }
}

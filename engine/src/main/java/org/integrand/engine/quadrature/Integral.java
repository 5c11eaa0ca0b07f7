package org.integrand.engine.quadrature;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The integral of f from a to b. Either bound may be infinite; a > b changes the sign.
///
/// @param integrand   f
/// @param components  how many numbers f(x) has
/// @param from        a
/// @param to          b
/// @param breakpoints where f has kinks, jumps or singularities within the range, sorted
public record Integral(Integrand integrand, int components, double from, double to, List<Double> breakpoints) {
    /// @throws IllegalArgumentException when a bound is not a number, or a breakpoint lies outside
    public Integral {
        if (components < 1) throw new IllegalArgumentException("components " + components + ": expected at least 1");
        if (Double.isNaN(from)) throw new IllegalArgumentException("from NaN: expected a number or an infinity");
        if (Double.isNaN(to)) throw new IllegalArgumentException("to NaN: expected a number or an infinity");
        if (from == to && Double.isInfinite(from))
            throw new IllegalArgumentException("from and to are both " + from + ": expected a range");
        breakpoints = breakpoints.stream().sorted().distinct().toList();
        for (double point : breakpoints)
            if (!(point > Math.min(from, to) && point < Math.max(from, to)))
                throw new IllegalArgumentException(
                        "breakpoint " + point + ": expected a point between " + from + " and " + to);
    }

    /// A number's integral.
    public static Integral of(DoubleUnaryOperator f, double from, double to) {
        return of(1, Integrand.of(f), from, to);
    }

    /// A vector's integral.
    public static Integral of(int components, Integrand f, double from, double to) {
        return new Integral(f, components, from, to, List.of());
    }

    /// The same with the points where f is not smooth.
    public Integral breakpoints(double... points) {
        return new Integral(
                integrand, components, from, to, Arrays.stream(points).boxed().toList());
    }

    /// The ends of the range from left to right with the breakpoints between.
    double[] points() {
        double[] points = new double[breakpoints.size() + 2];
        points[0] = Math.min(from, to);
        for (int i = 0; i < breakpoints.size(); i++) points[i + 1] = breakpoints.get(i);
        points[points.length - 1] = Math.max(from, to);
        return points;
    }

    /// 1, or -1 where the range is written from right to left.
    double sign() {
        return from <= to ? 1 : -1;
    }
}

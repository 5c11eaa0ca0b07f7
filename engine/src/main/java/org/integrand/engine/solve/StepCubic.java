package org.integrand.engine.solve;

/// A function g of time over one step as its values and slopes at the ends tell it: the cubic
/// c(x) = g0 + c1 x + c2 x^2 + c3 x^3, x the part of the step that has passed.
final class StepCubic {
    private double g0;
    private double g1;
    private double c1;
    private double c2;
    private double c3;

    /// With g0 and g1 at the ends of a step of length `h`, and the slopes there.
    void set(double h, double start, double slopeStart, double end, double slopeEnd) {
        g0 = start;
        g1 = end;
        double rise = g1 - g0;
        c1 = h * slopeStart;
        c3 = c1 + h * slopeEnd - 2 * rise;
        c2 = rise - c1 - c3;
    }

    /// Largest error within the step as long as the fourth derivative of g is constant:
    /// |c(-r) - past| / (r (1 + r))^2 / 16, with `past` = g at the time r h before the step.
    double error(double r, double past) {
        double square = r * (1 + r);
        return Math.abs(at(-r) - past) / (16 * square * square);
    }

    /// How far the cubic stays away from zero on the side of its start, negative when it crosses.
    double distance() {
        double root = Math.sqrt(Math.max(0, c2 * c2 - 3 * c1 * c3)); // of the derivative
        double pivot = -(c2 + Math.copySign(root, c2));
        double ends = Math.min(Math.signum(g0) * g0, Math.signum(g0) * g1);
        return Math.min(ends, Math.min(extremum(pivot / (3 * c3)), extremum(c1 / pivot)));
    }

    private double extremum(double x) {
        return Math.signum(g0) * (x > 0 && x < 1 ? at(x) : g0);
    }

    private double at(double x) {
        return g0 + x * (c1 + x * (c2 + x * c3));
    }

    /// The larger value at the ends.
    double size() {
        return Math.max(Math.abs(g0), Math.abs(g1));
    }
}

package org.integrand.engine.method.stabilised;

import java.util.Arrays;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;

/// The largest |eigenvalue| of df/dy by a power iteration, df/dy v being a difference quotient along v. The
/// direction of one estimate starts the next, which then takes a few evaluations. A fifth is added, because the
/// iteration comes from below and df/dy changes (Sommeijer, Shampine, Verwer 1998, section 3.2).
final class SpectralRadius<Y> {
    /// of the state's norm: large enough for single precision
    private static final double PERTURBATION = 0x1p-18;

    private static final double SMALLEST_SIZE = 1e-3;
    private static final double SAFETY = 1.2;
    private static final int MOST_ITERATIONS = 50;

    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Y direction;
    private final Y moved;
    private final Y[] terms;
    private final double[] coefficients = new double[2];
    private boolean hasDirection;

    SpectralRadius(Space<Y> space, VectorField<Y> field) {
        this.space = space;
        this.field = field;
        direction = space.allocate();
        moved = space.allocate();
        terms = Arrays.copyOf(space.allocate(0), 2);
    }

    /// Where the iteration stands, once it has begun.
    Y direction() {
        return direction;
    }

    boolean hasDirection() {
        return hasDirection;
    }

    void goOnFrom(Y other) {
        space.copy(other, direction);
        hasDirection = true;
    }

    /// An upper estimate at (t, y) with slope f(t, y); NaN when f is not finite around y.
    double estimate(double t, Y y, Y slope) {
        if (!hasDirection) space.copy(slope, direction);
        double length = space.norm(direction);
        if (!(length > 0)) {
            space.copy(y, direction);
            length = space.norm(direction);
            if (!(length > 0)) return 0; // at rest in the origin
        }
        hasDirection = true;
        double delta = PERTURBATION * Math.max(space.norm(y), SMALLEST_SIZE);
        double before = 0;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            sum(1, y, delta / length, direction, moved);
            field.evaluate(t, moved, direction);
            sum(1, direction, -1, slope, direction);
            length = space.norm(direction);
            double radius = length / delta;
            if (!Double.isFinite(radius)) {
                hasDirection = false;
                return Double.NaN;
            }
            if (length == 0) {
                hasDirection = false;
                return 0;
            }
            if (i >= 1 && Math.abs(radius - before) <= 0.01 * radius) return SAFETY * radius;
            before = radius;
        }
        return SAFETY * SAFETY * before;
    }

    private void sum(double a, Y x, double b, Y z, Y into) {
        coefficients[0] = a;
        coefficients[1] = b;
        terms[0] = x;
        terms[1] = z;
        space.combine(coefficients, terms, 2, into);
    }
}

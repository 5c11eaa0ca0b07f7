package org.integrand.engine.sensitivity;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.engine.control.Grid;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.space.Tolerance;

/// How the solves of a gradient choose their steps.
///
/// @param tolerance    allowed error of a step, also of the adjoint and of its integrals
/// @param controller   who chooses the steps; empty: the method's own. A grid serves both ways.
/// @param stepLimit    attempts a solve may take
/// @param cancellation who may ask to stop
public record Stepping(
        Tolerance tolerance,
        Optional<StepSizeController<Object>> controller,
        long stepLimit,
        Cancellation cancellation) {
    /// Adaptive steps to a tolerance.
    public static Stepping tolerance(double absolute, double relative) {
        return new Stepping(Tolerance.of(absolute, relative), Optional.empty(), 10_000_000, Cancellation.NONE);
    }

    /// Equal steps.
    public static Stepping fixed(double step) {
        return tolerance(1e-6, 1e-6).by(StepSizeController.fixed(step));
    }

    /// Steps chosen by a controller.
    public Stepping by(StepSizeController<Object> chosen) {
        return new Stepping(tolerance, Optional.of(chosen), stepLimit, cancellation);
    }

    /// To another tolerance.
    public Stepping within(Tolerance allowed) {
        return new Stepping(allowed, controller, stepLimit, cancellation);
    }

    /// At most this many attempts a solve.
    public Stepping stepLimit(long attempts) {
        return new Stepping(tolerance, controller, attempts, cancellation);
    }

    /// With someone who may ask to stop.
    public Stepping cancellation(Cancellation asks) {
        return new Stepping(tolerance, controller, stepLimit, asks);
    }

    /// The tolerance of a state that begins with the problem's: what is added is allowed the least of
    /// its numbers.
    Tolerance extended(int n, int dimension) {
        if (tolerance.components().isEmpty()) return tolerance;
        double[] absolute = new double[dimension];
        double[] relative = new double[dimension];
        double least = Double.POSITIVE_INFINITY;
        double leastRelative = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            absolute[i] = tolerance.absolute(i);
            relative[i] = tolerance.relative(i);
            least = Math.min(least, absolute[i]);
            leastRelative = Math.min(leastRelative, relative[i]);
        }
        Arrays.fill(absolute, n, dimension, least);
        Arrays.fill(relative, n, dimension, leastRelative);
        return Tolerance.of(absolute, relative).joinedBy(tolerance.join());
    }

    /// The same allowances for a state that is not the problem's.
    Tolerance uniform(int dimension) {
        if (tolerance.components().isEmpty()) return tolerance;
        Tolerance all = extended(
                tolerance.components().getAsInt(),
                dimension + tolerance.components().getAsInt());
        int last = all.components().getAsInt() - 1;
        return new Tolerance(all.absolute(last), all.relative(last), tolerance.join());
    }

    /// The same steps for a part of the interval, in either direction.
    Optional<StepSizeController<Object>> between(double from, double to) {
        return controller.map(chosen -> chosen instanceof Grid grid ? part(grid, from, to) : chosen);
    }

    private static Grid part(Grid grid, double from, double to) {
        double low = Math.min(from, to);
        double high = Math.max(from, to);
        double[] inside = Arrays.stream(grid.times())
                .filter(t -> t > low && t < high)
                .sorted()
                .toArray();
        double[] times = new double[inside.length + 2];
        times[0] = from;
        times[times.length - 1] = to;
        for (int i = 0; i < inside.length; i++) times[i + 1] = inside[from < to ? i : inside.length - 1 - i];
        return Grid.of(times);
    }
}

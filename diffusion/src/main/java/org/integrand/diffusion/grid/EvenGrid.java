package org.integrand.diffusion.grid;

import java.util.function.DoubleUnaryOperator;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;

/// A grid that is evenly spaced in some quantity.
sealed interface EvenGrid extends TimeGrid
        permits TimeGrid.TimeUniform,
                TimeGrid.TimePower,
                TimeGrid.LogSnr,
                TimeGrid.Karras,
                TimeGrid.Polyexponential,
                TimeGrid.BetaQuantiles,
                TimeGrid.VpTime,
                TimeGrid.FittedVpTime {
    /// The quantity as a function of time, and back.
    record Axis(DoubleUnaryOperator quantity, DoubleUnaryOperator time) {}

    @Override
    default double[] points(NoiseSchedule schedule, double start, double end, int steps) {
        requireRange(schedule, start, end, steps);
        Axis axis = axis(schedule, start, end);
        double first = axis.quantity.applyAsDouble(start);
        double last = axis.quantity.applyAsDouble(end);
        if (!Double.isFinite(first) || !Double.isFinite(last))
            throw undefined(schedule.at(Double.isFinite(first) ? end : start));
        double[] t = new double[steps + 1];
        t[0] = start;
        t[steps] = end;
        for (int i = 1; i < steps; i++) t[i] = axis.time.applyAsDouble(first + way(i, steps) * (last - first));
        return requireMonotone(t);
    }

    /// A grid that is fitted to its ends is not one of its kind inside a step.
    @Override
    default double[] inner(NoiseSchedule schedule, double start, double end, int steps) {
        TimeGrid grid = this instanceof FittedVpTime || this instanceof BetaQuantiles ? TimeGrid.logSnr() : this;
        return grid.points(schedule, start, end, steps);
    }

    /// How much of the way from the first to the last value point i has gone: f unless warped.
    private double way(int i, int steps) {
        return switch (this) {
            case Polyexponential(double k) -> 1 - Math.pow((double) (steps - i) / steps, k);
            case BetaQuantiles(var distribution) -> 1 - distribution.quantile((double) (steps - i) / steps);
            default -> (double) i / steps;
        };
    }

    private Axis axis(NoiseSchedule schedule, double start, double end) {
        return switch (this) {
            case TimeUniform _ -> new Axis(t -> t, t -> t);
            case TimePower(double k) -> new Axis(t -> Math.pow(t, 1 / k), q -> Math.pow(q, k));
            case LogSnr _, Polyexponential _ -> new Axis(schedule::lambda, schedule::time);
            case BetaQuantiles _ -> new Axis(schedule::rho, rho -> schedule.time(-Math.log(rho)));
            case Karras(double k) ->
                new Axis(t -> Math.pow(schedule.rho(t), 1 / k), q -> schedule.time(-k * Math.log(q)));
            case VpTime(VpLinear clock) ->
                new Axis(t -> clock.time(schedule.lambda(t)), s -> schedule.time(clock.lambda(s)));
            case FittedVpTime grid -> fitted(grid, schedule, start, end);
        };
    }

    /// The times at the ends are 1 and `last` by construction; running upwards the noisier end is at s = 1 as well.
    /// L grows with s up to 1 if it does at 1.
    private static Axis fitted(FittedVpTime grid, NoiseSchedule schedule, double start, double end) {
        double noisy = Math.max(logOfOnePlusRhoSquared(schedule, start), logOfOnePlusRhoSquared(schedule, end));
        double clean = Math.min(logOfOnePlusRhoSquared(schedule, start), logOfOnePlusRhoSquared(schedule, end));
        double slope = 2 * (clean / grid.last() - noisy) / (grid.last() - 1);
        double offset = noisy - slope / 2;
        if (slope + offset <= 0)
            throw new IllegalArgumentException(
                    "grid " + grid + " between the noise levels "
                            + Math.sqrt(Math.expm1(noisy)) + " and " + Math.sqrt(Math.expm1(clean))
                            + ": the fitted time is not monotone, expected less noise at the end, more at the start or a larger last time");
        double k = grid.exponent();
        return new Axis(
                t -> Math.pow(root(slope, offset, logOfOnePlusRhoSquared(schedule, t)), 1 / k),
                q -> schedule.time(-0.5 * Math.log(Math.expm1(level(slope, offset, Math.pow(q, k))))));
    }

    private static double logOfOnePlusRhoSquared(NoiseSchedule schedule, double t) {
        double rho = schedule.rho(t);
        return Math.log1p(rho * rho);
    }

    private static double level(double slope, double offset, double s) {
        return s * (slope * s / 2 + offset);
    }

    /// The positive root of slope s^2 / 2 + offset s = level.
    private static double root(double slope, double offset, double level) {
        double discriminant = Math.sqrt(offset * offset + 2 * slope * level);
        return offset > 0 ? 2 * level / (discriminant + offset) : (discriminant - offset) / slope;
    }

    private IllegalArgumentException undefined(NoiseLevel at) {
        return new IllegalArgumentException("grid " + this + ": t " + at.t() + " has no "
                + (at.signalless() ? "signal" : "noise") + ", where this grid has no points; expected "
                + (at.signalless() ? "another start, or a grid even in time" : "another end, or another grid"));
    }

    static void requireExponent(double k) {
        if (!(k > 0 && k <= 100))
            throw new IllegalArgumentException("grid exponent " + k + ": expected 0 < exponent <= 100");
    }

    /// @throws IllegalArgumentException when no grid of so many steps runs between these times
    static void requireRange(NoiseSchedule schedule, double start, double end, int steps) {
        schedule.requireInside(start);
        schedule.requireInside(end);
        if (start == end)
            throw new IllegalArgumentException(
                    "grid from t " + start + " to " + end + ": expected two different times");
        if (steps < 1 || steps > 1_000_000)
            throw new IllegalArgumentException("steps " + steps + ": expected 1 ... 1,000,000");
    }

    /// @throws IllegalArgumentException unless the times are strictly monotone
    static double[] requireMonotone(double[] t) {
        double direction = Math.signum(t[1] - t[0]);
        for (int i = 1; i < t.length; i++) {
            if (!((t[i] - t[i - 1]) * direction > 0))
                throw new IllegalArgumentException("grid point " + i + ": t " + t[i] + " after " + t[i - 1]
                        + ", expected strictly monotone times (a step of length 0 integrates nothing)");
        }
        return t;
    }
}

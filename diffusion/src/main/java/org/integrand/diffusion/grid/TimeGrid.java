package org.integrand.diffusion.grid;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;

/// Where a sampler steps: the points t_0 = `start`, ..., t_N = `end` of a schedule, strictly monotone
/// (decreasing when sampling, increasing when a sample is carried back to noise). The first and the last point
/// are exactly the given ones. Below, f = i / N.
public sealed interface TimeGrid {
    /// t linear in i: t = start + f (end - start).
    record TimeUniform() implements TimeGrid {}

    /// t^(1/k) linear in i: k = 1 is [TimeUniform], 2 is the "time_quadratic" of DPM-Solver, DEIS calls k
    /// `ts_order`.
    record TimePower(double exponent) implements TimeGrid {
        public TimePower {
            requireExponent(exponent);
        }
    }

    /// lambda linear in i: "logSNR" of DPM-Solver, "exponential" of k-diffusion, "log" of DEIS.
    record LogSnr() implements TimeGrid {}

    /// rho^(1/k) linear in i, k = 7. Source: Karras et al. 2022, eq. 5.
    record Karras(double exponent) implements TimeGrid {
        public Karras {
            requireExponent(exponent);
        }
    }

    /// ln rho = ln rho_N + (1 - f)^k (ln rho_0 - ln rho_N): k = 1 is [LogSnr]. Source: k-diffusion,
    /// `get_sigmas_polyexponential`.
    record Polyexponential(double exponent) implements TimeGrid {
        public Polyexponential {
            requireExponent(exponent);
        }
    }

    /// Uniform in the time of another schedule, a VP-linear one, whatever schedule the model has. With rates
    /// (0.1, 20), i.e. beta_d = 19.9 and beta_min = 0.1, these are k-diffusion's `get_sigmas_vp`.
    record VpTime(VpLinear clock) implements TimeGrid {}

    /// The user's points.
    record Explicit(List<Double> times) implements TimeGrid {
        public Explicit {
            times = List.copyOf(times);
            if (times.size() < 2)
                throw new IllegalArgumentException("explicit grid: " + times.size() + " points, expected at least 2");
            requireMonotone(times.stream().mapToDouble(Double::doubleValue).toArray());
        }

        public double start() {
            return times.getFirst();
        }

        public double end() {
            return times.getLast();
        }
    }

    static TimeGrid uniform() {
        return new TimeUniform();
    }

    static TimeGrid quadratic() {
        return new TimePower(2);
    }

    static TimeGrid logSnr() {
        return new LogSnr();
    }

    static TimeGrid karras() {
        return new Karras(7);
    }

    static TimeGrid exponential() {
        return new Polyexponential(1);
    }

    static TimeGrid kDiffusionVp() {
        return new VpTime(VpLinear.DEFAULT);
    }

    /// The user's times.
    static Explicit explicit(double... times) {
        return new Explicit(Arrays.stream(times).boxed().toList());
    }

    /// The N + 1 points of N = `steps` steps from `start` to `end`.
    /// @throws IllegalArgumentException when an end lies outside the schedule, the grid is undefined there
    ///     (lambda infinite), two points coincide, or an explicit grid does not fit
    default double[] points(NoiseSchedule schedule, double start, double end, int steps) {
        schedule.requireInside(start);
        schedule.requireInside(end);
        if (start == end)
            throw new IllegalArgumentException(
                    "grid from t " + start + " to " + end + ": expected two different times");
        if (steps < 1 || steps > 1_000_000)
            throw new IllegalArgumentException("steps " + steps + ": expected 1 ... 1,000,000");
        if (this instanceof Explicit explicit) return explicitPoints(explicit, start, end, steps);
        double first = coordinate(schedule, start);
        double last = coordinate(schedule, end);
        if (!Double.isFinite(first) || !Double.isFinite(last))
            throw undefined(schedule.at(Double.isFinite(first) ? end : start));
        double[] t = new double[steps + 1];
        t[0] = start;
        t[steps] = end;
        for (int i = 1; i < steps; i++) {
            double f = this instanceof Polyexponential(double k)
                    ? 1 - Math.pow((double) (steps - i) / steps, k)
                    : (double) i / steps;
            t[i] = time(schedule, first + f * (last - first));
        }
        requireMonotone(t);
        return t;
    }

    /// The grid of a step's inside, for the stages of a single-step method: points of the same kind between the
    /// ends of the step. An explicit grid takes its own points when it has just as many in between, else points
    /// uniform in lambda.
    default double[] inner(NoiseSchedule schedule, double start, double end, int steps) {
        if (!(this instanceof Explicit(List<Double> times))) return points(schedule, start, end, steps);
        int from = times.indexOf(start);
        if (from >= 0 && from + steps < times.size() && times.get(from + steps) == end)
            return times.subList(from, from + steps + 1).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        return logSnr().points(schedule, start, end, steps);
    }

    /// The quantity in which the grid is evenly spaced.
    private double coordinate(NoiseSchedule schedule, double t) {
        return switch (this) {
            case TimeUniform _, Explicit _ -> t;
            case TimePower(double k) -> Math.pow(t, 1 / k);
            case LogSnr _, Polyexponential _ -> schedule.lambda(t);
            case Karras(double k) -> Math.pow(schedule.rho(t), 1 / k);
            case VpTime(VpLinear clock) -> clock.time(schedule.lambda(t));
        };
    }

    private double time(NoiseSchedule schedule, double coordinate) {
        return switch (this) {
            case TimeUniform _, Explicit _ -> coordinate;
            case TimePower(double k) -> Math.pow(coordinate, k);
            case LogSnr _, Polyexponential _ -> schedule.time(coordinate);
            case Karras(double k) -> schedule.time(-k * Math.log(coordinate));
            case VpTime(VpLinear clock) -> schedule.time(clock.lambda(coordinate));
        };
    }

    private static double[] explicitPoints(Explicit grid, double start, double end, int steps) {
        if (grid.start() != start || grid.end() != end)
            throw new IllegalArgumentException("explicit grid runs from t " + grid.start() + " to " + grid.end()
                    + ": expected " + start + " to " + end);
        if (grid.times.size() != steps + 1)
            throw new IllegalArgumentException("explicit grid: " + grid.times.size() + " points, expected "
                    + (steps + 1) + " for " + steps + " steps; " + (grid.times.size() - 1) + " steps fit");
        return grid.times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private IllegalArgumentException undefined(NoiseLevel at) {
        return new IllegalArgumentException("grid " + this + ": t " + at.t() + " has no "
                + (at.signalless() ? "signal" : "noise") + ", where this grid has no points; expected "
                + (at.signalless() ? "another start, or a grid even in time" : "another end, or another grid"));
    }

    private static void requireExponent(double k) {
        if (!(k > 0 && k <= 100))
            throw new IllegalArgumentException("grid exponent " + k + ": expected 0 < exponent <= 100");
    }

    private static void requireMonotone(double[] t) {
        double direction = Math.signum(t[1] - t[0]);
        for (int i = 1; i < t.length; i++) {
            if (!((t[i] - t[i - 1]) * direction > 0))
                throw new IllegalArgumentException("grid point " + i + ": t " + t[i] + " after " + t[i - 1]
                        + ", expected strictly monotone times (a step of length 0 integrates nothing)");
        }
    }
}

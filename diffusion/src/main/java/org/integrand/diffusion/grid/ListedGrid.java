package org.integrand.diffusion.grid;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The user's points, such as those that others have optimised for a model.
///
/// @param quantity what is listed
/// @param values   at least two, strictly monotone
public record ListedGrid(Quantity quantity, List<Double> values) implements TimeGrid {
    /// What a list of points holds.
    public enum Quantity {
        /// the schedule's time
        TIME,
        /// rho = sigma / alpha, the noise level in units of the data: what k-diffusion and diffusers call sigma
        SIGMA,
        /// half the log signal-to-noise ratio
        LAMBDA
    }

    /// A value that is an end of the schedule up to this, relatively, is taken for it.
    private static final double ROUNDING = 1e-12;

    public ListedGrid {
        values = List.copyOf(values);
        if (values.size() < 2)
            throw new IllegalArgumentException("explicit grid: " + values.size() + " points, expected at least 2");
        for (double value : values)
            if (!Double.isFinite(value) || (quantity == Quantity.SIGMA && value <= 0))
                throw new IllegalArgumentException("explicit grid: " + quantity + " " + value + ": expected a "
                        + (quantity == Quantity.SIGMA ? "number > 0" : "finite number"));
        EvenGrid.requireMonotone(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static ListedGrid of(Quantity quantity, double... values) {
        return new ListedGrid(quantity, Arrays.stream(values).boxed().toList());
    }

    /// The points as times of a schedule.
    public double[] times(NoiseSchedule schedule) {
        return values.stream().mapToDouble(value -> time(schedule, value)).toArray();
    }

    /// Times are taken as they are.
    private double time(NoiseSchedule schedule, double value) {
        if (quantity == Quantity.TIME) return value;
        double t = schedule.time(quantity == Quantity.SIGMA ? -Math.log(value) : value);
        for (double end : new double[] {schedule.tMin(), schedule.tMax()})
            if (Math.abs(t - end) <= ROUNDING * end) return end;
        return t;
    }

    @Override
    public double[] points(NoiseSchedule schedule, double start, double end, int steps) {
        EvenGrid.requireRange(schedule, start, end, steps);
        double[] t = times(schedule);
        if (t[0] != start || t[t.length - 1] != end)
            throw new IllegalArgumentException("explicit grid runs from t " + t[0] + " to " + t[t.length - 1]
                    + ": expected " + start + " to " + end);
        if (t.length != steps + 1)
            throw new IllegalArgumentException("explicit grid: " + t.length + " points, expected " + (steps + 1)
                    + " for " + steps + " steps; " + (t.length - 1) + " steps fit");
        return EvenGrid.requireMonotone(t);
    }

    /// Its own points when it has just as many between the ends, else points uniform in lambda.
    @Override
    public double[] inner(NoiseSchedule schedule, double start, double end, int steps) {
        double[] t = times(schedule);
        for (int from = 0; from + steps < t.length; from++)
            if (t[from] == start && t[from + steps] == end) return Arrays.copyOfRange(t, from, from + steps + 1);
        return TimeGrid.logSnr().points(schedule, start, end, steps);
    }
}

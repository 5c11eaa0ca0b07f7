package org.integrand.diffusion.grid;

import java.util.TreeSet;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Levels of a discrete schedule itself, none between: label^(1/k) linear in i, cut to a whole number. Labels that
/// fall together leave room, which is filled with the lowest labels that are free. Source: DEIS for discrete models,
/// `uniform` (k = 1) and `quad` (k = 2).
///
/// @param exponent k
public record WholeLabels(double exponent) implements TimeGrid {
    /// A label that is a whole number up to this is taken for it.
    private static final double ROUNDING = 1e-9;

    public WholeLabels {
        EvenGrid.requireExponent(exponent);
    }

    @Override
    public double[] points(NoiseSchedule schedule, double start, double end, int steps) {
        EvenGrid.requireRange(schedule, start, end, steps);
        if (!(schedule instanceof DiscreteVp discrete))
            throw new IllegalArgumentException(
                    "grid of whole labels on " + schedule + ": expected a discrete schedule");
        if (start < end)
            throw new IllegalArgumentException(
                    "grid of whole labels from t " + start + " to " + end + ": expected a start after the end");
        int first = label(discrete, start);
        int last = label(discrete, end);
        if (first - last < steps)
            throw new IllegalArgumentException("steps " + steps + ": the labels " + last + " ... " + first
                    + " allow at most " + (first - last) + " steps between them");
        double from = Math.pow(first, 1 / exponent);
        double to = Math.pow(last, 1 / exponent);
        var labels = new TreeSet<Integer>();
        for (int i = 0; i <= steps; i++)
            labels.add((int) Math.floor(Math.pow(from + i * (to - from) / steps, exponent) + ROUNDING));
        for (int free = last; labels.size() <= steps; free++) labels.add(free);
        double[] t = labels.descendingSet().stream()
                .mapToDouble(discrete::timeOfIndex)
                .toArray();
        t[0] = start;
        t[steps] = end;
        return EvenGrid.requireMonotone(t);
    }

    private static int label(DiscreteVp schedule, double t) {
        double label = schedule.index(t);
        if (Math.abs(label - Math.rint(label)) > ROUNDING * schedule.levels())
            throw new IllegalArgumentException("t " + t + ": has label " + label
                    + ", expected a time of a level, (label + 1) / " + schedule.levels() + " with a whole label");
        return (int) Math.rint(label);
    }

    /// Points uniform in lambda: between two levels there need not be a third.
    @Override
    public double[] inner(NoiseSchedule schedule, double start, double end, int steps) {
        return TimeGrid.logSnr().points(schedule, start, end, steps);
    }
}

package org.integrand.diffusion.s3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.usf.Decision;

/// How the times of a schedule vary. The last one stays; between two times there is always some way in lambda.
final class TimeMoves {
    /// coarse moves where noise is added to shrinking data: t += N(0, s^2) T, s in this range
    private static final double LEAST = 0.03;
    private static final double MOST = 0.06;
    /// coarse moves where data keep their size and t is the noise: t *= 1 + N(0, s^2)
    private static final double RELATIVE = 0.08;
    /// fine moves: a part of the way to the neighbours, between these sizes
    private static final double FINEST = 0.01;
    private static final double FINE = 0.3;
    /// least way between two times, a part of the whole in lambda
    private static final double APART = 1e-3;

    private final ScheduleSpace space;
    private final RandomGenerator random;
    private final double first;
    private final double last;
    private final boolean exploding;

    TimeMoves(ScheduleSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
        first = space.schedule().lambda(space.start());
        last = space.schedule().lambda(space.end());
        exploding = space.schedule().alpha(space.start()) == space.schedule().alpha(space.end());
    }

    /// The ends of so many steps: those of a usual grid, shifted at random.
    double[] fresh(int steps) {
        List<TimeGrid> grids = List.of(
                new TimeGrid.LogSnr(), new TimeGrid.TimeUniform(), new TimeGrid.TimePower(2), new TimeGrid.Karras(7));
        double[] points =
                grids.get(random.nextInt(grids.size())).points(space.schedule(), space.start(), space.end(), steps);
        double[] ends = Arrays.copyOfRange(points, 1, points.length);
        shift(ends, 1);
        return ends;
    }

    /// Shifts inner times, each with a chance of `rate`.
    void shift(List<Decision> steps, double rate) {
        double[] ends = steps.stream().mapToDouble(Decision::to).toArray();
        shift(ends, rate);
        for (int i = 0; i < ends.length; i++)
            if (ends[i] != steps.get(i).to()) steps.set(i, steps.get(i).withTo(ends[i]));
    }

    /// Coarse moves may pass other times, which are sorted then; a move that ends too close to another time or outside
    /// is not made.
    private void shift(double[] ends, double rate) {
        for (int i = 0; i < ends.length - 1; i++) {
            if (random.nextDouble() >= rate) continue;
            double moved = random.nextBoolean() ? coarse(ends[i]) : fine(ends, i);
            if (!free(moved, ends, i)) continue;
            ends[i] = moved;
            sort(ends);
        }
    }

    private double coarse(double t) {
        if (exploding) return t * (1 + RELATIVE * random.nextGaussian());
        return t + space.start() * random.nextDouble(LEAST, MOST) * random.nextGaussian();
    }

    private double fine(double[] ends, int i) {
        double here = lambda(ends[i]);
        double before = i == 0 ? first : lambda(ends[i - 1]);
        double size = FINEST * Math.pow(FINE / FINEST, random.nextDouble());
        return space.schedule().time(here + size * (lambda(ends[i + 1]) - before) / 2 * random.nextGaussian());
    }

    /// A time inside step `at`.
    double inside(List<Decision> steps, int at) {
        double before = at == 0 ? first : lambda(steps.get(at - 1).to());
        double after = lambda(steps.get(at).to());
        return space.schedule().time(before + random.nextDouble(0.2, 0.8) * (after - before));
    }

    private boolean free(double t, double[] ends, int except) {
        if (!(t > space.end() && t < space.start())) return false;
        double apart = APART * (last - first);
        double lambda = lambda(t);
        if (lambda - first < apart) return false;
        for (int i = 0; i < ends.length; i++)
            if (i != except && Math.abs(lambda(ends[i]) - lambda) < apart) return false;
        return true;
    }

    private static void sort(double[] ends) {
        var descending = new ArrayList<Double>();
        for (double end : ends) descending.add(end);
        descending.sort((a, b) -> Double.compare(b, a));
        for (int i = 0; i < ends.length; i++) ends[i] = descending.get(i);
    }

    private double lambda(double t) {
        return space.schedule().lambda(t);
    }
}

package org.integrand.engine.quadrature;

import java.util.ArrayList;
import java.util.List;

/// The trapezoidal rule on a double exponential map: each level halves the step and about doubles the
/// correct digits. Error: with differences d1, d2 of the last sums, min(d1, 10 d1^2/d2), plus rounding,
/// plus what is cut off at the ends, |f| y/(1 - p), y the length that is left and p the power with
/// which f grows there.
final class DoubleExponentialSum {
    private static final int LEVELS = 14;
    private static final double NEGLIGIBLE = 1e-20;
    private static final double ROUNDING = 0x1p-49;
    private static final double LEAST_DECAY = 0.005; // 1 - p below it: divergent

    private final Evaluations f;
    private final Goal goal;
    private final int components;
    private final List<Half> halves = new ArrayList<>();
    private final List<DoubleExponentialMap> maps = new ArrayList<>();
    private final double[] sum;
    private final double[] value;
    private final double[] scratch;
    private double absolute;

    DoubleExponentialSum(Integral integral, Evaluations f, Goal goal) {
        this.f = f;
        this.goal = goal;
        components = integral.components();
        sum = new double[components];
        value = new double[components];
        scratch = new double[components];
        double[] points = integral.points();
        for (int i = 0; i + 1 < points.length; i++) {
            var map = new DoubleExponentialMap(points[i], points[i + 1]);
            maps.add(map);
            halves.add(new Half(map, 1));
            halves.add(new Half(map, -1));
        }
    }

    Estimate run() {
        for (var map : maps) add(map, 0);
        for (var half : halves) half.explore();
        double[] last = scaled(1);
        double lastDifference = Double.NaN;
        double firstError = Double.NaN;
        double error = Double.POSITIVE_INFINITY;
        double[] now = last;
        for (int level = 1; level <= LEVELS; level++) {
            double h = Math.scalb(1.0, -level);
            long before = f.count();
            for (var half : halves) half.refine(h);
            now = scaled(h);
            double difference = goal.norm().ofDifference(now, last, scratch);
            error = difference;
            if (level > 2 && lastDifference > 0)
                error = Math.min(difference, 10 * difference * (difference / lastDifference));
            double floor = ROUNDING * absolute * h
                    + halves.stream().mapToDouble(Half::cut).sum();
            error += floor;
            if (level == 1) firstError = error;
            if (f.cancelled()) return estimate(now, error, Ending.CANCELLED);
            boolean settled = level > 2;
            if (settled && error <= goal.allowed(now)) return estimate(now, error, Ending.CONVERGED);
            if (settled && difference <= floor) return estimate(now, error, Ending.ROUND_OFF);
            if (f.count() + 2 * (f.count() - before) > goal.evaluations()) break;
            f.progress(Goal.fraction(firstError, error, goal.allowed(now)), error);
            lastDifference = difference;
            last = now;
        }
        return estimate(now, error, Ending.EVALUATION_LIMIT);
    }

    private Estimate estimate(double[] now, double error, Ending ending) {
        String more = "";
        var end = ending;
        if (f.gaps() > 0 && ending != Ending.CANCELLED) {
            end = Ending.NON_FINITE;
            more = " at x = " + f.place();
        }
        if (ending != Ending.CONVERGED && halves.stream().anyMatch(Half::diverges)) end = Ending.DIVERGENT;
        return new Estimate(now, error, f.count(), end, end.words() + more, List.of());
    }

    private double[] scaled(double h) {
        double[] scaled = sum.clone();
        for (int c = 0; c < components; c++) scaled[c] *= h;
        return scaled;
    }

    /// @return size of the term
    private double add(DoubleExponentialMap map, double t) {
        map.at(t);
        if (map.touches() && !f.mayTouchEnds()) return 0;
        f.at(map.x(), map.afterStart(), map.beforeEnd(), value);
        double weight = map.weight();
        if (Double.isInfinite(weight)) weight = 0;
        for (int c = 0; c < components; c++) sum[c] += weight * value[c];
        double size = weight * goal.norm().of(value);
        absolute += size;
        return size;
    }

    /// The terms of one sign of t.
    private final class Half {
        private final DoubleExponentialMap map;
        private final int direction;
        /// beyond it terms are negligible, or x touches the end
        private double last;

        private double lastSize;
        private double lastLeft;
        private double decay = Double.POSITIVE_INFINITY;

        Half(DoubleExponentialMap map, int direction) {
            this.map = map;
            this.direction = direction;
        }

        /// The terms of step 1, and up to where terms count at all, found in steps of 1/8.
        void explore() {
            for (int j = 1; j <= DoubleExponentialMap.LAST; j++) add(map, direction * (double) j);
            last = DoubleExponentialMap.LAST;
            map.at(direction * last);
            if (f.mayTouchEnds()) return;
            while (touches(last)) last -= 1.0 / 64;
        }

        private boolean touches(double t) {
            map.at(direction * t);
            return map.touches();
        }

        void refine(double h) {
            int small = 0;
            double sizeBefore = Double.NaN;
            double closenessBefore = Double.NaN;
            lastSize = 0;
            for (double t = h; t <= last; t += 2 * h) {
                double size = add(map, direction * t);
                double closeness = map.closeness(direction * t);
                double left = map.left(direction * t);
                double here = size / map.weight() * left;
                if (here > 0 && sizeBefore > 0)
                    decay = Math.log(here / sizeBefore) / Math.log(closeness / closenessBefore);
                sizeBefore = here;
                closenessBefore = closeness;
                lastSize = here;
                lastLeft = left;
                small = size <= NEGLIGIBLE * absolute ? small + 1 : 0;
                if (small > 3 && t > 3) last = t;
            }
        }

        /// What is left out beyond the last term.
        double cut() {
            if (!(lastSize > 0) || !(lastLeft > 0)) return 0;
            return lastSize / Math.max(decay, LEAST_DECAY);
        }

        boolean diverges() {
            return lastSize > 0 && decay < LEAST_DECAY;
        }
    }
}

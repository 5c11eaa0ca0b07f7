package org.integrand.engine.control;

import java.util.List;

/// Given times, met exactly. Nothing is rejected; a step that is not finite ends the solve.
public final class Grid implements StepSizeController<Object> {
    private final double[] times;

    private Grid(double[] times) {
        this.times = times;
    }

    /// @param times at least two, finite, strictly rising or strictly falling
    public static Grid of(double... times) {
        if (times.length < 2)
            throw new IllegalArgumentException("grid of " + times.length + " times: expected at least 2");
        double direction = Math.signum(times[1] - times[0]);
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]))
                throw new IllegalArgumentException("grid time " + i + " is " + times[i] + ": expected a finite number");
            if (i > 0 && !((times[i] - times[i - 1]) * direction > 0))
                throw new IllegalArgumentException("grid times " + (i - 1) + " and " + i + " are " + times[i - 1]
                        + " and " + times[i] + ": expected strictly rising or strictly falling times");
        }
        return new Grid(times.clone());
    }

    /// A copy of the times.
    public double[] times() {
        return times.clone();
    }

    @Override
    public Steering<Object> begin(Course course) {
        double last = times[times.length - 1];
        if (times[0] != course.start() || last != course.end())
            throw new IllegalArgumentException("grid from " + times[0] + " to " + last
                    + ": expected the problem's interval, " + course.start() + " to " + course.end());
        return new Steering<>() {
            private int done;

            @Override
            public double propose(double t, Object state) {
                return times[done + 1];
            }

            @Override
            public Verdict judge(double t, double next, double error) {
                if (Double.isNaN(error)) return Verdict.FAIL;
                done++;
                return Verdict.ACCEPT;
            }

            @Override
            public void cut(double t) {
                if (t != times[done]) done--; // aim at the same time again
            }

            @Override
            public List<Double> memory() {
                return List.of((double) done);
            }

            @Override
            public void recall(List<Double> memory) {
                done = memory.getFirst().intValue();
            }
        };
    }
}

package org.integrand.engine.control;

import java.util.List;

/// Another controller's steps, shortened where needed to end at given times. A shortened step tells
/// that controller nothing unless it was not good enough: it goes on with the length it had in mind.
public final class StopTimes<Y> implements StepSizeController<Y> {
    private final StepSizeController<Y> controller;
    private final double[] times;

    private StopTimes(StepSizeController<Y> controller, double[] times) {
        this.controller = controller;
        this.times = times;
    }

    /// @param times finite, in the direction of the solve
    public static <Y> StopTimes<Y> of(StepSizeController<Y> controller, double... times) {
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]))
                throw new IllegalArgumentException("stop time " + i + " is " + times[i] + ": expected a finite number");
            if (i > 0 && !((times[i] - times[i - 1]) * (times[1] - times[0]) > 0))
                throw new IllegalArgumentException("stop times " + (i - 1) + " and " + i + " are " + times[i - 1]
                        + " and " + times[i] + ": expected them in the direction of the solve, each once");
        }
        return new StopTimes<>(controller, times.clone());
    }

    @Override
    public boolean needsErrorEstimate() {
        return controller.needsErrorEstimate();
    }

    @Override
    public Steering<Y> begin(Course course) {
        Steering<Y> steering = controller.begin(course);
        double direction = course.direction();
        return new Steering<>() {
            private int next;
            private boolean shortened;

            @Override
            public double propose(double t, Y state) {
                double wanted = steering.propose(t, state);
                while (next < times.length && (times[next] - t) * direction <= 0) next++;
                shortened = next < times.length && (wanted - times[next]) * direction > 0;
                return shortened ? times[next] : wanted;
            }

            @Override
            public Verdict judge(double t, double end, double error) {
                return shortened && error <= 1 ? Verdict.ACCEPT : steering.judge(t, end, error);
            }

            @Override
            public void cut(double t) {
                if (!shortened) steering.cut(t);
            }

            @Override
            public List<Double> memory() {
                return steering.memory();
            }

            @Override
            public void recall(List<Double> memory) {
                steering.recall(memory);
            }
        };
    }
}

package org.integrand.engine.solve;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.space.Space;

/// Collects the states at the times that were asked for as the solve passes them.
final class SaveTimes<Y> {
    private final Space<Y> space;
    private final double[] times;
    private final double direction;
    private final boolean everyStep;
    private final List<Sample<Y>> saved = new ArrayList<>();
    private int next;

    private SaveTimes(Space<Y> space, double[] times, double direction, boolean everyStep) {
        this.space = space;
        this.times = times;
        this.direction = direction;
        this.everyStep = everyStep;
    }

    /// At given times, in the direction of the solve.
    static <Y> SaveTimes<Y> at(Space<Y> space, double[] times, double direction) {
        return new SaveTimes<>(space, times, direction, false);
    }

    /// At the start and at the end of every step, and after every jump at an event.
    static <Y> SaveTimes<Y> everyStep(Space<Y> space) {
        return new SaveTimes<>(space, new double[0], 1, true);
    }

    /// Saves the initial state when its time is asked for.
    void start(double t0, Y y0) {
        boolean asked = next < times.length && times[next] == t0;
        if (asked) next++;
        if (asked || everyStep) {
            Y state = space.allocate();
            space.copy(y0, state);
            saved.add(new Sample<>(t0, state));
        }
    }

    /// Goes on after `t`: what was asked for until there is saved already.
    void resume(double t) {
        while (next < times.length && (times[next] - t) * direction <= 0) next++;
    }

    /// Saves the times within the step and at its end.
    void pass(Interpolant<Y> step) {
        while (next < times.length && (times[next] - step.end()) * direction <= 0) save(step, times[next++]);
        if (everyStep) save(step, step.end());
    }

    /// Saves the state after an event changed it, when every step is saved.
    void jump(double t, Y y) {
        if (!everyStep) return;
        Y state = space.allocate();
        space.copy(y, state);
        saved.add(new Sample<>(t, state));
    }

    private void save(Interpolant<Y> step, double t) {
        Y state = space.allocate();
        step.at(t, state);
        saved.add(new Sample<>(t, state));
    }

    List<Sample<Y>> saved() {
        return List.copyOf(saved);
    }

    /// Checks and sorts out what a user asks for: finite times within the interval, in the direction of the
    /// solve.
    static double[] checked(double[] times, double t0, double t1) {
        double direction = Math.signum(t1 - t0);
        for (int i = 0; i < times.length; i++) {
            if (!((times[i] - t0) * direction >= 0 && (t1 - times[i]) * direction >= 0))
                throw new IllegalArgumentException(
                        "save time " + i + " is " + times[i] + ": expected a time of " + t0 + " ... " + t1);
            if (i > 0 && !((times[i] - times[i - 1]) * direction > 0))
                throw new IllegalArgumentException("save times " + (i - 1) + " and " + i + " are " + times[i - 1]
                        + " and " + times[i] + ": expected them in the direction of the solve, each once");
        }
        return times.clone();
    }
}

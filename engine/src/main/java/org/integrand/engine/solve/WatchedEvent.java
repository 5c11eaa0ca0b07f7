package org.integrand.engine.solve;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.integrand.engine.event.Event;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.problem.CallbackFailure;
import org.integrand.engine.space.Space;

/// One event at work: remembers the sign of g and finds where it changes in the step it is shown.
final class WatchedEvent<Y> {
    /// A sign change: when, which event, and the sign of g after it.
    ///
    /// @param opening at the start of the solve
    record Hit(double t, int index, double signAfter, boolean opening) {}

    final Event<Y> event;
    private final int index;
    private final Y work;
    private double sign; // of g at the last look; 0: not known
    private boolean opening; // unknown because g(t0, y0) = 0
    private double last; // time of the last look, and g there
    private double gLast;
    private double before = Double.NaN; // the look before, in the same step; NaN: none that helps
    private double gBefore;
    private double start; // of the step, and of the one before; NaN: none
    private double gStart;
    private double past = Double.NaN;
    private double gPast;
    private double gEnd;
    private double slopeEnd;
    private final StepCubic cubic = new StepCubic();
    private double error; // of the cubic, in the step and in the one before
    private double errorBefore;

    WatchedEvent(Event<Y> event, int index, Space<Y> space) {
        this.event = event;
        this.index = index;
        work = space.allocate();
    }

    /// g(t, y)
    ///
    /// @throws CallbackFailure when it throws or is not finite
    double value(double t, Y y) {
        double g;
        try {
            g = event.function().value(t, y);
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (RuntimeException cause) {
            throw new CallbackFailure("event " + event.name(), t, cause);
        }
        if (Double.isFinite(g)) return g;
        throw new CallbackFailure(
                "event " + event.name(), t, new IllegalStateException("g is " + g + ": expected a finite number"));
    }

    /// Begins at the start of a solve.
    void open(double t, Y y) {
        restart(t, y, false);
        opening = sign == 0;
    }

    /// Begins anew after a jump of the state. An event that has just happened does not trust the sign
    /// of g there: it is rounding.
    void restart(double t, Y y, boolean happened) {
        last = t;
        gLast = value(t, y);
        sign = happened ? 0 : Math.signum(gLast);
        opening = false;
        start = Double.NaN;
        error = Double.NaN;
    }

    /// How many numbers an event remembers.
    static final int MEMORY = 4;

    /// The sign of g, 0 when it is not known yet, 2 when that is because g(t0, y0) = 0; the start of
    /// the last step, g there, and the error of the cubic.
    List<Double> memory() {
        return List.of(opening ? 2 : sign, start, gStart, error);
    }

    /// Goes on from a state with what [#memory] gave there.
    void recall(double t, Y y, List<Double> memory) {
        restart(t, y, true);
        opening = memory.get(0) == 2;
        sign = opening ? 0 : memory.get(0);
        start = memory.get(1);
        gStart = memory.get(2);
        error = memory.get(3);
    }

    /// Whether the sign is to be found just behind the start of the next step.
    boolean unsettled() {
        return sign == 0;
    }

    void beginStep() {
        before = Double.NaN;
        past = start;
        gPast = gStart;
        start = last;
        gStart = gLast;
        errorBefore = error;
        error = Double.NaN;
    }

    /// Looks at g at the end of the step, and a little before it.
    void glimpseEnd(double end, Y y, double near, Y yNear) {
        gEnd = value(end, y);
        slopeEnd = (value(near, yNear) - gEnd) / (near - end);
    }

    /// Looks a little behind the start of the step of which the end was glimpsed.
    ///
    /// @return whether g keeps its sign for all that its values and slopes at the ends tell: the cubic
    /// through
    ///     them stays away from zero, by a tenth of the larger end value and by twenty times its own error in
    ///     this step and in the one before
    boolean keepsSign(double end, double near, Y yNear) {
        double h = end - start;
        cubic.set(h, gStart, (value(near, yNear) - gStart) / (near - start), gEnd, slopeEnd);
        error = cubic.error((start - past) / h, gPast);
        double distance = cubic.distance();
        return sign * gStart > 0
                && distance > 0.1 * cubic.size()
                && distance > 20 * error
                && distance > 20 * errorBefore;
    }

    /// Goes on from the end that was glimpsed.
    void pass(double end) {
        last = end;
        gLast = gEnd;
    }

    /// Looks at g in the step, later than the last look.
    void look(Interpolant<Y> step, double t, Y y, List<Hit> hits) {
        double g = value(t, y);
        boolean comparable = true;
        if (sign == 0) {
            sign = Math.signum(g);
            if (opening && sign != 0) add(hits, step.start(), sign);
            opening &= sign == 0;
            comparable = false;
        } else if (g == 0) {
            add(hits, t, -sign);
            sign = 0;
            comparable = false;
        } else if (Math.signum(g) != sign) {
            add(hits, SignChange.locate(x -> on(step, x), last, gLast, t, g), -sign);
            sign = -sign;
            comparable = false;
        } else if (!Double.isNaN(before) && SignChange.bendsToZero(before, gBefore, last, gLast, t, g)) {
            comparable = !foundDip(step, t, g, hits);
        }
        before = comparable ? last : Double.NaN;
        gBefore = gLast;
        last = t;
        gLast = g;
    }

    private boolean foundDip(Interpolant<Y> step, double t, double g, List<Hit> hits) {
        double bottom = SignChange.dip(x -> sign * on(step, x), before, t);
        if (Double.isNaN(bottom)) return false;
        double gBottom = on(step, bottom);
        if (gBottom == 0) {
            add(hits, bottom, -sign);
        } else {
            add(hits, SignChange.locate(x -> on(step, x), before, gBefore, bottom, gBottom), -sign);
            add(hits, SignChange.locate(x -> on(step, x), bottom, gBottom, t, g), sign);
        }
        return true;
    }

    private void add(List<Hit> hits, double t, double signAfter) {
        if (event.direction().counts(signAfter)) hits.add(new Hit(t, index, signAfter, opening));
    }

    private double on(Interpolant<Y> step, double t) {
        step.at(t, work);
        return value(t, work);
    }
}

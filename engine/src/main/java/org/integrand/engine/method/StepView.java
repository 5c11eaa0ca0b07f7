package org.integrand.engine.method;

import org.integrand.engine.space.Space;

/// The step that a stepper attempted last, as an interpolant: the stepper's states at its ends, and between them what
/// the method says. A stepper makes one, and places it over each step it is asked for.
public abstract class StepView<Y> implements Interpolant<Y> {
    private final Space<Y> space;
    private final Y[] ends;
    private double start;
    private double end;

    /// Over no step yet.
    protected StepView(Space<Y> space) {
        this.space = space;
        ends = space.allocate(2);
    }

    /// Over a step; the states are kept, not copied, and must stay what they are until the next call.
    public final StepView<Y> over(double from, double to, Y before, Y after) {
        start = from;
        end = to;
        ends[0] = before;
        ends[1] = after;
        return this;
    }

    @Override
    public final double start() {
        return start;
    }

    @Override
    public final double end() {
        return end;
    }

    @Override
    public final void at(double t, Y into) {
        if (t == start) space.copy(ends[0], into);
        else if (t == end) space.copy(ends[1], into);
        else between(t, into);
    }

    /// into = the solution at `t`, which is neither end.
    protected abstract void between(double t, Y into);
}
